package decodefab.estimate;

import decodefab.plan.Engine;

/** Cycles of one instruction of the program over all layers. */
final class OperationTally {
  private final String label;
  private final Engine engine;
  private long runs;
  private long work;
  private long stalled;
  private long added;

  OperationTally(String label, Engine engine) {
    this.label = label;
    this.engine = engine;
  }

  void add(WorkSpan span, long exposed) {
    runs++;
    work += span.work();
    stalled += span.stalled();
    added += exposed;
  }

  String label() {
    return label;
  }

  Engine engine() {
    return engine;
  }

  long runs() {
    return runs;
  }

  long work() {
    return work;
  }

  long stalled() {
    return stalled;
  }

  /** Cycles by which it moved the end of the token. */
  long added() {
    return added;
  }
}
