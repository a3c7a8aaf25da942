package decodefab.estimate;

import decodefab.plan.Engine;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a token's time is spent on, in numbers and in words. */
final class LimitFinder {
  /** Above this share of the cycles, a bound is what limits the design. */
  private static final double BINDING = 0.85;

  private final HardwarePlan plan;
  private final CycleCount count;
  private final Traffic traffic;

  LimitFinder(HardwarePlan plan, CycleCount count, Traffic traffic) {
    this.plan = plan;
    this.count = count;
    this.traffic = traffic;
  }

  /** Bounds, the tightest first. */
  List<Bound> bounds() {
    List<Bound> bounds = new ArrayList<>();
    plan.tier().ifPresent(tier -> bounds.add(bandwidth(tier)));
    bounds.add(bound("lanes", (double) count.engines().get(Engine.MATVEC).work()));
    bounds.add(bound("vector passes", (double) count.engines().get(Engine.VECTOR).work()));
    bounds.sort(Comparator.comparingDouble(Bound::cycles).reversed());
    return bounds;
  }

  private Bound bandwidth(Tier tier) {
    double clock = plan.fabric().clockHz();
    double perCycle = Math.min(tier.busBytes(), tier.memory().peakBytesPerSecond(clock) / clock);
    double bytes = traffic.offChipRead() + traffic.offChipWritten();
    return bound("bandwidth of " + tier.memory().name(), bytes / perCycle);
  }

  private Bound bound(String what, double cycles) {
    return new Bound(what, cycles, cycles / count.cycles());
  }

  /** What limits the design, the most important sentence first. */
  List<String> words() {
    List<Bound> bounds = bounds();
    Bound first = bounds.getFirst();
    List<String> words = new ArrayList<>();
    if (first.share() >= BINDING) {
      words.add(text("limited by the %s: %.0f %% of the cycles", first.what(), first.share()));
    } else {
      words.add(
          text(
              "limited by waiting between dependent commands: the %s alone would need %.0f %% of"
                  + " the cycles",
              first.what(), first.share()));
    }
    words.add(largest());
    if (plan.fabric().skipsZeros()) {
      words.add(
          "an upper bound: pieces of activations that are all zero are skipped, and how many there"
              + " are shows at run time");
    }
    return words;
  }

  private String largest() {
    OperationTally top =
        count.operations().stream().max(Comparator.comparingLong(OperationTally::added)).get();
    double share = (double) top.added() / count.cycles();
    return text("the step that adds most cycles is \"%s\": %.0f %% of them", top.label(), share);
  }

  private static String text(String format, String what, double share) {
    return String.format(Locale.ROOT, format, what, 100 * share);
  }
}
