package decodefab.power;

import decodefab.tech.Method;
import java.util.List;

/**
 * What happens in the fabric per decoded token.
 *
 * @param method where the counts come from: the estimator's formulas or the simulated counters
 * @param cycles clock cycles per token, more than 0
 * @param tiers off-chip traffic, one entry per tier
 * @param macs integer lane operations, one entry per pair of widths
 * @param floats fp32 operations
 * @param onChip on-chip memory accesses
 */
public record Activity(
    Method method,
    double cycles,
    List<TierActivity> tiers,
    List<MacActivity> macs,
    FloatActivity floats,
    OnChipActivity onChip) {
  /** Keeps copies of the lists. */
  public Activity {
    Counts.require("cycles", cycles);
    if (cycles == 0) {
      throw new IllegalArgumentException("a token takes at least one cycle");
    }
    tiers = List.copyOf(tiers);
    macs = List.copyOf(macs);
  }

  /** Bytes moved off chip per token, both directions and all tiers. */
  public double offChipBytes() {
    return tiers.stream().mapToDouble(TierActivity::bytes).sum();
  }
}
