package decodefab.estimate;

import java.util.Arrays;

/**
 * The read side of the off-chip channels, as one: commands are striped, so all of them do the same.
 * A beat here is one of every channel.
 *
 * <p>As the memory of the simulation has it: the first beat of a burst stands its latency after the
 * address, bursts are answered in order, and beats are as far apart as the bandwidth says. A silent
 * channel saves up one beat and what flows in while that one goes.
 */
final class ChannelClock {
  /** Bursts on their way, {@code OUTSTANDING} of {@code dfab_axi_reader}. */
  private static final int OUTSTANDING = 16;

  /** From a burst's last beat to the address that it made room for. */
  private static final int LAST_TO_BUS = 2;

  private final int latency;
  private final double interval;
  private final double[] ended = new double[OUTSTANDING];

  private double lastAddress = Double.NEGATIVE_INFINITY;
  private double lastBeat = Double.NEGATIVE_INFINITY;
  private double refilled = Double.NEGATIVE_INFINITY;
  private int bursts;

  /**
   * Silent channels.
   *
   * @param latency from an address on the bus to the first beat, cycles
   * @param interval cycles from one beat to the next in the long run, 1 or more
   */
  ChannelClock(int latency, double interval) {
    this.latency = latency;
    this.interval = interval;
    Arrays.fill(ended, Double.NEGATIVE_INFINITY);
  }

  /**
   * When the beats of a burst are on the bus, evenly from the first to the last.
   *
   * @param count beats, 1 or more
   */
  record Beats(double first, double last, int count) {
    Beats later(double time) {
      return new Beats(first + time, last + time, count);
    }

    /** When one of them is, from 0. */
    double at(long beat) {
      return beat == 0 ? first : first + (last - first) * beat / (count - 1);
    }
  }

  /** Reads a burst whose address is ready for the bus at a time. */
  Beats read(double ready, int beats) {
    int place = bursts++ % OUTSTANDING;
    lastAddress = Math.max(Math.max(ready, lastAddress + 1), ended[place] + LAST_TO_BUS);
    double first = Math.max(Math.max(lastAddress + latency, lastBeat + 1), refilled);
    refilled = Math.max(refilled, first - 1);
    lastBeat = Math.max(first + beats - 1, refilled + (beats - 1) * interval);
    refilled += beats * interval;
    ended[place] = lastBeat;
    return new Beats(first, lastBeat, beats);
  }

  /** Goes on after a time as it was. */
  void skip(double time) {
    lastAddress += time;
    lastBeat += time;
    refilled += time;
    for (int i = 0; i < OUTSTANDING; i++) {
      ended[i] += time;
    }
  }
}
