package decodefab.estimate;

/** What an engine did in one token, in cycles. */
final class Occupation {
  private long busyUntil;
  private long busy;
  private long work;
  private long stalled;

  void add(WorkSpan span) {
    long from = Math.max(span.taken() + 1, busyUntil);
    busy += Math.max(0, span.done() - from);
    busyUntil = Math.max(busyUntil, span.done());
    work += span.work();
    stalled += span.stalled();
  }

  /** Cycles in which a command was in the engine. */
  long busy() {
    return busy;
  }

  /** Cycles in which it issued a word or a slot. */
  long work() {
    return work;
  }

  /** Cycles in which it could not issue for want of data or room. */
  long stalled() {
    return stalled;
  }
}
