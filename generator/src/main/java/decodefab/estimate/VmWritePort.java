package decodefab.estimate;

/**
 * The write port of the vector memory: words of the vector engine go first, results of the matvec
 * engine wait for a free cycle.
 */
final class VmWritePort {
  /** Twice as many passes as the queue that they come from holds. */
  private static final int REMEMBERED = 32;

  private final long[] from = new long[REMEMBERED];
  private final long[] to = new long[REMEMBERED];
  private int next;

  VmWritePort() {
    java.util.Arrays.fill(to, -1);
  }

  /** The vector engine writes in each of these cycles. */
  void vectorWrites(long first, long last) {
    from[next] = first;
    to[next] = last;
    next = (next + 1) % REMEMBERED;
  }

  /** First cycle from the given one on in which a result is accepted. */
  long accept(long time) {
    long accepted = time;
    for (int i = 0; i < REMEMBERED; i++) {
      int oldest = (next + i) % REMEMBERED;
      if (accepted >= from[oldest] && accepted <= to[oldest]) {
        accepted = to[oldest] + 1;
      }
    }
    return accepted;
  }
}
