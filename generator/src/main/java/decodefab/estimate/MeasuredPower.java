package decodefab.estimate;

import decodefab.plan.HardwarePlan;
import decodefab.tech.Method;
import decodefab.tech.TechLibrary;
import java.util.function.ToDoubleFunction;

/** Power of a simulated run: time and traffic as counted, arithmetic as the program does it. */
public final class MeasuredPower {
  private MeasuredPower() {}

  /**
   * Power while decoding tokens like those measured, at the design's clock.
   *
   * @throws IllegalArgumentException when the position is outside the model's context
   */
  public static PowerFigures of(HardwarePlan plan, TechLibrary tech, MeasuredCounts counts) {
    int context = plan.graph().shape().context();
    if (counts.position() >= context) {
      throw new IllegalArgumentException(
          "position " + counts.position() + " outside 0.." + (context - 1));
    }
    return PowerEstimator.estimate(
        plan,
        tech,
        counts.position(),
        Method.RTL,
        counts.cyclesPerToken(),
        offChip(counts, MeasuredCounts.TierBytes::read),
        offChip(counts, MeasuredCounts.TierBytes::written));
  }

  private static double offChip(
      MeasuredCounts counts, ToDoubleFunction<MeasuredCounts.TierBytes> bytes) {
    return counts.tiers().stream().filter(t -> !t.onChip()).mapToDouble(bytes).sum();
  }
}
