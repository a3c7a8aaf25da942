package decodefab.design;

import java.util.Locale;

/**
 * Kinds of memory, each with the interface that is assumed where a design does not say. Figures are
 * those of the fabric-side (AXI) ports of one stack, device set or DIMM at its usual speed grade:
 * width x clock x channels is the kind's well-known peak bandwidth. Latency is that of an unloaded
 * read, request to first data.
 */
public enum MemoryKind {
  /** RAM blocks or SRAM beside the datapath, at the fabric's clock. */
  ON_CHIP(4L << 20, 1, 0, 0, 0),
  /** 460.8 GB/s. */
  HBM2(8L << 30, 32, 256, 450e6, 120e-9),
  /** 819.2 GB/s: two stacks at 3.2 Gb/s a pin. */
  HBM2E(16L << 30, 32, 256, 800e6, 120e-9),
  /** 819.2 GB/s: one stack at 6.4 Gb/s a pin. */
  HBM3(24L << 30, 32, 256, 800e6, 110e-9),
  /** 1228.8 GB/s: one stack at 9.6 Gb/s a pin. */
  HBM3E(36L << 30, 32, 256, 1200e6, 110e-9),
  /** DDR4-2400, 64 bit: 19.2 GB/s. */
  DDR4(16L << 30, 1, 512, 300e6, 90e-9),
  /** DDR5-4800, 64 bit: 38.4 GB/s. */
  DDR5(16L << 30, 1, 512, 600e6, 95e-9),
  /** LPDDR4-3200, 32 bit: 12.8 GB/s. */
  LPDDR4(4L << 30, 1, 256, 400e6, 110e-9),
  /** LPDDR5-6400, 32 bit: 25.6 GB/s. */
  LPDDR5(8L << 30, 1, 256, 800e6, 110e-9),
  /** 16 Gb/s a pin, eight devices of 32 bit: 512 GB/s. */
  GDDR6(16L << 30, 8, 512, 1000e6, 110e-9);

  private final long capacityBytes;
  private final int channels;
  private final int widthBits;
  private final double clockHz;
  private final double latencySeconds;

  MemoryKind(
      long capacityBytes, int channels, int widthBits, double clockHz, double latencySeconds) {
    this.capacityBytes = capacityBytes;
    this.channels = channels;
    this.widthBits = widthBits;
    this.clockHz = clockHz;
    this.latencySeconds = latencySeconds;
  }

  /** As it is written in a design. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it lies beside the datapath and is read without a protocol. */
  public boolean onChip() {
    return this == ON_CHIP;
  }

  /** Assumed capacity. */
  public long defaultCapacityBytes() {
    return capacityBytes;
  }

  /** Assumed number of channels. */
  public int defaultChannels() {
    return channels;
  }

  /** Assumed width of one channel; 0 for on chip, where the lanes decide. */
  public int defaultWidthBits() {
    return widthBits;
  }

  /** Assumed clock of the interface; 0 for on chip, where it is the fabric's. */
  public double defaultClockHz() {
    return clockHz;
  }

  /** Assumed latency. */
  public Latency defaultLatency() {
    return onChip() ? new Latency.Cycles(2) : new Latency.Time(latencySeconds);
  }
}
