package decodefab.estimate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The write port of the vector memory: words of the vector engine go first, results of the matvec
 * engine wait for free cycles, in order.
 *
 * <p>When a train of results has passed is found out as late as possible, namely when somebody
 * takes the token that tells it: only then are all vector passes known that could be in its way.
 */
final class VmWritePort {
  /** Twice as many passes as the queue that they come from holds. */
  private static final int REMEMBERED = 32;

  private final long[] from = new long[REMEMBERED];
  private final long[] to = new long[REMEMBERED];
  private final Deque<Train> waiting = new ArrayDeque<>();
  private int next;
  private long lastVectorWrite = -1;
  private long lastAccepted = -1;

  VmWritePort() {
    Arrays.fill(to, -1);
  }

  /** The vector engine writes in each of these cycles. */
  void vectorWrites(long first, long last) {
    from[next] = first;
    to[next] = last;
    next = (next + 1) % REMEMBERED;
    lastVectorWrite = Math.max(lastVectorWrite, last);
  }

  /**
   * The results of a matvec command's last round.
   *
   * @param last when the last word would be written if the port were free
   * @param words words in all
   * @param between cycles from one to the next, at least 1
   */
  Train results(long last, long words, long between) {
    Train train = new Train(last, words, between);
    waiting.add(train);
    return train;
  }

  /** When the last word of a train is written. */
  long accepted(Train train) {
    while (train.accepted < 0) {
      Train first = waiting.remove();
      first.accepted = pass(first);
      lastAccepted = first.accepted;
    }
    return train.accepted;
  }

  private long pass(Train train) {
    long arrival = train.last - (train.words - 1) * train.between;
    if (Math.max(lastVectorWrite, lastAccepted) < arrival) {
      return train.last;
    }
    long now = lastAccepted;
    for (long word = 0; word < train.words; word++) {
      now = free(Math.max(now + 1, arrival + word * train.between));
    }
    return now;
  }

  private long free(long time) {
    long found = time;
    for (int i = 0; i < REMEMBERED; i++) {
      int oldest = (next + i) % REMEMBERED;
      if (found >= from[oldest] && found <= to[oldest]) {
        found = to[oldest] + 1;
      }
    }
    return found;
  }

  /** Results that leave one after the other. */
  static final class Train {
    private final long last;
    private final long words;
    private final long between;
    private long accepted = -1;

    private Train(long last, long words, long between) {
      this.last = last;
      this.words = words;
      this.between = between;
    }
  }
}
