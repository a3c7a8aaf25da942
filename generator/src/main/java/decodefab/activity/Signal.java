package decodefab.activity;

import java.util.Arrays;

/** What a signal, which several nets may share, has done so far; times in steps of the waveform. */
final class Signal {
  private static final byte UNKNOWN = 'x';

  private final int width;
  private final byte[] values;
  private final long[] since;
  private final long[] ones;
  private final long[] unknown;
  private final long[] floating;
  private final long[] changes;

  Signal(int width) {
    this.width = width;
    this.values = new byte[width];
    this.since = new long[width];
    this.ones = new long[width];
    this.unknown = new long[width];
    this.floating = new long[width];
    this.changes = new long[width];
  }

  int width() {
    return width;
  }

  /** A waveform begins, and says nothing yet about this signal. */
  void begin(long time) {
    Arrays.fill(values, UNKNOWN);
    Arrays.fill(since, time);
  }

  /**
   * A bit takes a value.
   *
   * @param bit from the left
   * @param value {@code 0}, {@code 1}, {@code x} or {@code z}
   */
  void set(int bit, byte value, long time) {
    byte before = values[bit];
    if (before == value) {
      return;
    }
    spend(bit, time);
    // From and to an unknown value nothing is known to have changed.
    if ((before == '0' || before == '1') && (value == '0' || value == '1')) {
      changes[bit]++;
    }
    values[bit] = value;
  }

  /** The waveform ends. */
  void end(long time) {
    for (int bit = 0; bit < width; bit++) {
      spend(bit, time);
    }
  }

  private void spend(int bit, long time) {
    long spent = time - since[bit];
    since[bit] = time;
    switch (values[bit]) {
      case '0' -> {}
      case '1' -> ones[bit] += spent;
      case 'z' -> floating[bit] += spent;
      default -> unknown[bit] += spent;
    }
  }

  /** What a bit has done in a time of {@code duration} steps. */
  BitActivity bit(int bit, long duration) {
    long zeros = duration - ones[bit] - unknown[bit] - floating[bit];
    return new BitActivity(zeros, ones[bit], unknown[bit], floating[bit], changes[bit]);
  }
}
