package decodefab.estimate;

import java.util.List;

/**
 * What counters of a simulated run say, averaged over its tokens.
 *
 * @param position mean position of these tokens: attention's arithmetic is counted for it
 * @param cyclesPerToken cycles per token, above 0
 * @param tiers bytes per off-chip memory; empty when the design has none
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
   * @param read bytes read, whole beats
   * @param written bytes written, whole beats
   */
  public record TierBytes(String name, double read, double written) {}

  /**
   * Cycles per token of one engine.
   *
   * @param name {@code vector}, {@code matvec} or {@code store}
   * @param busy cycles in which it holds a command
   * @param stalled cycles in which it waits for data or room
   */
  public record EngineCycles(String name, double busy, double stalled) {}
}
