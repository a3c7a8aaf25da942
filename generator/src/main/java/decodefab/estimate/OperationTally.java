package decodefab.estimate;

import decodefab.plan.Engine;

/** Cycles of one instruction of the program over all layers of its loop. */
final class OperationTally {
  private final String label;
  private final Engine engine;
  private final String layers;
  private long runs;
  private long work;
  private long stalled;
  private long added;

  OperationTally(String label, Engine engine, String layers) {
    this.label = label;
    this.engine = engine;
    this.layers = layers;
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

  /** Layers of its loop; empty for what is in none. */
  String layers() {
    return layers;
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
