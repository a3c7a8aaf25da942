package decodefab.design;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One memory tier.
 *
 * @param name the author's name, or {@code on_chip} for the one that a design has by default
 * @param kind what it is made of
 * @param capacityBytes how much it holds
 * @param channels channels that are read at the same time
 * @param widthBits width of one channel's port
 * @param clockHz clock of the ports; 0 for on chip, which runs at the fabric's clock
 * @param latency unloaded latency of a read
 * @param energyPjPerBit energy of one bit read, if the design says
 * @param bandwidthBytesPerSecond what all channels together sustain, if the design says; never
 *     above width x clock x channels
 * @param span where it was defined
 */
public record Memory(
    String name,
    MemoryKind kind,
    long capacityBytes,
    int channels,
    int widthBits,
    double clockHz,
    Latency latency,
    OptionalDouble energyPjPerBit,
    OptionalDouble bandwidthBytesPerSecond,
    Span span) {
  /** What the on-chip memory is called that a design has when it defines none. */
  public static final String DEFAULT_NAME = "on_chip";

  public Memory {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(energyPjPerBit, "energyPjPerBit");
    Objects.requireNonNull(bandwidthBytesPerSecond, "bandwidthBytesPerSecond");
    Objects.requireNonNull(span, "span");
    if (capacityBytes < 1 || channels < 1 || widthBits < 1 || clockHz < 0) {
      throw new IllegalArgumentException("memory " + name + " of no size");
    }
    if (kind.onChip() != (clockHz == 0)) {
      throw new IllegalArgumentException("memory " + name + ": only on chip has no clock");
    }
  }

  /** Whether it lies beside the datapath. */
  public boolean onChip() {
    return kind.onChip();
  }

  /**
   * Most bytes per second that its ports carry.
   *
   * @param fabricClockHz clock of the fabric, which an on-chip memory runs at
   */
  public double peakBytesPerSecond(double fabricClockHz) {
    double ports = portBytesPerSecond(onChip() ? fabricClockHz : clockHz);
    return Math.min(ports, bandwidthBytesPerSecond.orElse(ports));
  }

  private double portBytesPerSecond(double clock) {
    return channels * (widthBits / 8.0) * clock;
  }
}
