package decodefab.design;

/** Time from a read request to its first data, without load. */
public sealed interface Latency permits Latency.Cycles, Latency.Time {
  /** In cycles of the given clock, rounded up, at least 1. */
  default int cycles(double clockHz) {
    return switch (this) {
      case Cycles c -> c.cycles();
      // The small step back keeps 120 ns at 300 MHz, which is not exact in binary, at 36 cycles.
      case Time t -> Math.max(1, (int) Math.ceil(t.seconds() * clockHz - 1e-6));
    };
  }

  /** In seconds at the given clock. */
  default double seconds(double clockHz) {
    return switch (this) {
      case Cycles c -> c.cycles() / clockHz;
      case Time t -> t.seconds();
    };
  }

  /** Given in cycles of the fabric's clock. */
  record Cycles(int cycles) implements Latency {
    public Cycles {
      if (cycles < 1) {
        throw new IllegalArgumentException("latency of " + cycles + " cycles");
      }
    }
  }

  /** Given as a time. */
  record Time(double seconds) implements Latency {
    public Time {
      if (!(seconds > 0)) {
        throw new IllegalArgumentException("latency of " + seconds + " s");
      }
    }
  }
}
