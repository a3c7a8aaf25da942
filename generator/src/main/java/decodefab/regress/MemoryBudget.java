package decodefab.regress;

import java.util.concurrent.Semaphore;

/**
 * Memory that jobs share: one that needs more than is left waits. One that needs more than there is
 * at all runs alone.
 */
final class MemoryBudget {
  private static final long MIB = 1 << 20;

  private final int total;
  private final Semaphore left;

  /**
   * A budget.
   *
   * @param bytes of all jobs together
   */
  MemoryBudget(long bytes) {
    this.total = mib(bytes);
    // Fair: a large job is not passed by small ones for ever.
    this.left = new Semaphore(total, true);
  }

  private static int mib(long bytes) {
    return Math.clamp(Math.ceilDiv(bytes, MIB), 1, Integer.MAX_VALUE);
  }

  /** Takes what a job needs, waiting for it; give it back by {@link #release}. */
  int acquire(long bytes) throws InterruptedException {
    int share = Math.min(total, mib(bytes));
    left.acquire(share);
    return share;
  }

  void release(int share) {
    left.release(share);
  }
}
