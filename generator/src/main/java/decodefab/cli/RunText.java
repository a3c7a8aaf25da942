package decodefab.cli;

import decodefab.estimate.EngineEstimate;
import decodefab.estimate.Estimate;
import decodefab.estimate.MeasuredCounts;
import decodefab.estimate.PowerFigures;
import decodefab.estimate.TierEstimate;
import decodefab.plan.Step;
import decodefab.power.PowerPart;
import decodefab.sim.OpCycles;
import decodefab.tech.Figure;
import decodefab.tech.FigureFormat;
import decodefab.tech.Method;
import decodefab.tech.Unit;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run's figures as text: what was measured beside what was estimated. */
final class RunText {
  private static final String ROW = "%-28s %24s %24s %9s%n";

  /** Operations that are listed. */
  private static final int MOST_OPERATIONS = 12;

  private final RunOutcome run;
  private final Formatter out = new Formatter(Locale.ROOT);

  private RunText(RunOutcome run) {
    this.run = run;
  }

  /** The figures, without the text that was decoded. */
  static String print(RunOutcome run) {
    RunText text = new RunText(run);
    text.correctness();
    run.measured().ifPresent(text::figures);
    text.simulation(run.simulation());
    return text.out.toString().replaceAll(" +\n", "\n").stripTrailing();
  }

  private void correctness() {
    int steps = run.simulation().steps();
    if (run.check() == CheckDepth.none) {
      out.format("golden      not compared (--check none)%n");
    } else if (run.mismatch().isPresent()) {
      out.format("golden      DIFFERENT after %,d equal values%n", run.valuesCompared());
    } else {
      out.format(
          "golden      bit-exact: %,d values of %,d tokens are equal%n",
          run.valuesCompared(), steps);
    }
    run.agreement()
        .ifPresent(
            a ->
                out.format(
                    "float model same token at %.1f %% of %,d positions, mean KL divergence %.3g%n",
                    100 * a.topOne(), a.positions(), a.meanKl()));
  }

  private void figures(RunOutcome.Measured measured) {
    Estimate estimate = run.estimate();
    MeasuredCounts counts = measured.counts();
    double clock = run.plan().fabric().clockHz();
    out.format("%n" + ROW, "", "measured", "estimated", "error");
    Figure cycles = counted(counts.cyclesPerToken(), Unit.CYCLES_PER_TOKEN);
    row("cycles per token", cycles, estimate.cyclesPerToken());
    row(
        String.format(Locale.ROOT, "tokens/s at %.0f MHz", clock / 1e6),
        cycles.dividing(clock, Unit.TOKENS_PER_SECOND),
        estimate.tokensPerSecond());
    row("power", measured.power().total(), estimate.power().total());
    row(
        "tokens/s per W (per joule)",
        measured.power().tokensPerJoule(),
        estimate.power().tokensPerJoule());
    for (MeasuredCounts.TierBytes tier : counts.tiers()) {
      Optional<TierEstimate> expected =
          estimate.tiers().stream().filter(t -> t.name().equals(tier.name())).findFirst();
      expected.ifPresent(t -> tier(counts, tier, t));
    }
    for (MeasuredCounts.EngineCycles engine : counts.engines()) {
      estimate.engines().stream()
          .filter(e -> e.name().equals(engine.name()))
          .findFirst()
          .ifPresent(e -> engine(engine, e));
    }
    operations();
    power(measured.power());
    area(estimate);
    estimate.limits().forEach(limit -> out.format("%s%n", limit));
  }

  private void tier(MeasuredCounts counts, MeasuredCounts.TierBytes tier, TierEstimate expected) {
    row(
        tier.name() + " read per token",
        counted(tier.read(), Unit.BYTES_PER_TOKEN),
        expected.bytesRead());
    row(
        tier.name() + " written per token",
        counted(tier.written(), Unit.BYTES_PER_TOKEN),
        expected.bytesWritten());
    row(
        tier.name() + " share of its bandwidth",
        counted(counts.utilization(tier), Unit.FRACTION),
        expected.bandwidthUtilization());
  }

  private void engine(MeasuredCounts.EngineCycles engine, EngineEstimate expected) {
    row(
        engine.name() + " busy, cycles",
        counted(engine.busy(), Unit.CYCLES_PER_TOKEN),
        expected.busy());
    row(
        engine.name() + " stalled, cycles",
        counted(engine.stalled(), Unit.CYCLES_PER_TOKEN),
        expected.stalled());
  }

  /** From an instruction's start to its last write; engines overlap, so the sum is no total. */
  private void operations() {
    Map<String, long[]> kinds = new TreeMap<>();
    for (OpCycles op : run.operations()) {
      run.plan()
          .program()
          .stepAt(op.pc())
          .ifPresent(
              step -> {
                String kind = Step.kind(step.label());
                long[] sums = kinds.computeIfAbsent(kind, k -> new long[2]);
                sums[0] += op.count();
                sums[1] += op.cycles();
              });
    }
    if (kinds.isEmpty()) {
      return;
    }
    out.format("%noperations of the last token, longest first (measured)%n");
    kinds.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue()[1], a.getValue()[1]))
        .limit(MOST_OPERATIONS)
        .forEach(
            k ->
                out.format(
                    "  %-34s %,6d x %,8.1f cycles%n",
                    k.getKey(), k.getValue()[0], (double) k.getValue()[1] / k.getValue()[0]));
  }

  private void power(PowerFigures power) {
    out.format("%npower by part%n");
    for (PowerPart part : power.parts()) {
      out.format("  %-28s %s%n", part.name(), FigureFormat.brief(part.watts()));
    }
    power.notes().forEach(note -> out.format("  note: %s%n", note));
  }

  private void area(Estimate estimate) {
    out.format("%narea (estimated)%n");
    estimate
        .area()
        .total()
        .forEach((name, figure) -> out.format("  %-28s %s%n", name, FigureFormat.brief(figure)));
    estimate.area().notes().forEach(note -> out.format("  note: %s%n", note));
    out.format("%n");
  }

  private void simulation(RunOutcome.Simulation simulation) {
    String built =
        simulation.buildSeconds() > 0
            ? String.format(Locale.ROOT, "built in %.1f s", simulation.buildSeconds())
            : "built before";
    out.format(
        "simulation  %s; %,d tokens in %.1f s: %,.0f cycles/s, %.1f tokens/s%n",
        built,
        simulation.steps(),
        simulation.runSeconds(),
        simulation.cyclesPerSecond(),
        simulation.tokensPerSecond());
  }

  private void row(String name, Figure measured, Figure estimated) {
    out.format(ROW, name, cell(measured), cell(estimated), error(measured, estimated));
  }

  /** A figure without a unit that stands at the row's name already. */
  private static String cell(Figure figure) {
    return FigureFormat.brief(figure).replaceAll(" (cycles/token|tokens/[sJ])", "");
  }

  /** How far the estimate is off, as a share of the measurement. */
  private static String error(Figure measured, Figure estimated) {
    if (!measured.isKnown() || !estimated.isKnown()) {
      return "";
    }
    double right = measured.value().orElseThrow();
    double off = estimated.value().orElseThrow() - right;
    if (right == 0) {
      return off == 0 ? "0.0 %" : "";
    }
    return String.format(Locale.ROOT, "%+.1f %%", 100 * off / right);
  }

  private static Figure counted(double value, Unit unit) {
    return Figure.exact(value, unit, Method.RTL, "counters of the simulated fabric");
  }
}
