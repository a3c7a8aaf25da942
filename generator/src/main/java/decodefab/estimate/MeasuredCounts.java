package decodefab.estimate;

import java.util.List;

/**
 * What counters of a simulated run say, averaged over its tokens.
 *
 * @param position mean position of these tokens: attention's arithmetic is counted for it
 * @param cyclesPerToken cycles per token, above 0
 * @param tiers bytes per memory, off chip first: {@link MeasuredTraffic}
 * @param engines cycles per engine
 */
public record MeasuredCounts(
    int position, double cyclesPerToken, List<TierBytes> tiers, List<EngineCycles> engines) {
  public MeasuredCounts {
    if (position < 0 || !(cyclesPerToken > 0 && Double.isFinite(cyclesPerToken))) {
      throw new IllegalArgumentException(
          cyclesPerToken + " cycles per token at position " + position);
    }
    tiers = List.copyOf(tiers);
    engines = List.copyOf(engines);
  }

  /**
   * Bytes per token of one memory.
   *
   * @param name its name in the design
   * @param onChip whether it lies beside the datapath
   * @param read bytes read, whole beats or words
   * @param written bytes written, whole beats or words
   * @param peakBytesPerCycle what it could move in a cycle of the fabric, above 0
   */
  public record TierBytes(
      String name, boolean onChip, double read, double written, double peakBytesPerCycle) {}

  /** Share of a memory's peak bandwidth that was used, 0 to 1. */
  public double utilization(TierBytes tier) {
    return (tier.read() + tier.written()) / (tier.peakBytesPerCycle() * cyclesPerToken);
  }

  /**
   * Cycles per token of one engine.
   *
   * @param name {@code vector}, {@code matvec} or {@code store}
   * @param busy cycles in which it holds a command
   * @param stalled cycles in which it waits for data or room
   */
  public record EngineCycles(String name, double busy, double stalled) {}
}
