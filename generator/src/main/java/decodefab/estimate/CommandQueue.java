package decodefab.estimate;

/**
 * The queue between the sequencer and an engine, by the times at which commands leave it: a full
 * queue takes a command one cycle after one has left.
 */
final class CommandQueue {
  /** Commands that {@code dfab_issue} holds in a generated core. */
  static final int DEPTH = 16;

  private final long[] left = new long[DEPTH];
  private int commands;

  /**
   * When a command that is ready at a time enters the queue; the engine sees it one cycle later.
   */
  long push(long ready) {
    return commands < DEPTH ? ready : Math.max(ready, left[commands % DEPTH] + 1);
  }

  /** Notes when the engine took the command that was pushed last. */
  void taken(long time) {
    left[commands % DEPTH] = time;
    commands++;
  }
}
