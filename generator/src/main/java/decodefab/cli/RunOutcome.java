package decodefab.cli;

import decodefab.estimate.Estimate;
import decodefab.estimate.Estimator;
import decodefab.estimate.MeasuredCounts;
import decodefab.estimate.MeasuredPower;
import decodefab.estimate.PowerFigures;
import decodefab.plan.HardwarePlan;
import decodefab.reference.Agreement;
import decodefab.sim.Mismatch;
import decodefab.sim.OpCycles;
import decodefab.tech.TechLibrary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a run found out.
 *
 * @param plan the hardware
 * @param check how much was compared with golden
 * @param text the whole text, the prompt included; empty where there was no tokenizer
 * @param tokens tokens that were chosen
 * @param mismatch the first difference, where there was one
 * @param valuesCompared values that were equal
 * @param agreement how close golden is to the float reference, where it was compared
 * @param measured figures of the counters; empty when not one token was computed
 * @param estimate what was to be expected at the mean position
 * @param operations cycles of each instruction in the last token, as far as they were measured
 * @param simulation how long it took here
 */
record RunOutcome(
    HardwarePlan plan,
    CheckDepth check,
    String text,
    int tokens,
    Optional<Mismatch> mismatch,
    long valuesCompared,
    Optional<Agreement> agreement,
    Optional<Measured> measured,
    Estimate estimate,
    List<OpCycles> operations,
    Simulation simulation) {
  RunOutcome {
    operations = List.copyOf(operations);
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(mismatch, "mismatch");
    Objects.requireNonNull(agreement, "agreement");
    Objects.requireNonNull(measured, "measured");
    Objects.requireNonNull(estimate, "estimate");
    Objects.requireNonNull(simulation, "simulation");
  }

  /**
   * Figures of counters.
   *
   * @param counts averages per token
   * @param power what follows from them
   */
  record Measured(MeasuredCounts counts, PowerFigures power) {}

  /**
   * What simulating cost.
   *
   * @param buildSeconds 0 where the simulation was built before
   * @param runSeconds time spent on tokens
   * @param steps tokens computed
   * @param cycles clock cycles simulated
   */
  record Simulation(double buildSeconds, double runSeconds, int steps, long cycles) {
    double cyclesPerSecond() {
      return runSeconds > 0 ? cycles / runSeconds : 0;
    }

    double tokensPerSecond() {
      return runSeconds > 0 ? steps / runSeconds : 0;
    }
  }

  /** What a decoding on a fabric found out. */
  static RunOutcome of(
      HardwarePlan plan,
      CheckDepth check,
      String text,
      Optional<Mismatch> mismatch,
      Fabric fabric,
      Decoding decoding) {
    TechLibrary tech = TechLibrary.load();
    RunLog log = decoding.log();
    Optional<Measured> measured = Optional.empty();
    if (log.steps() > 0) {
      MeasuredCounts counts = log.counts(plan);
      measured = Optional.of(new Measured(counts, MeasuredPower.of(plan, tech, counts)));
    }
    return new RunOutcome(
        plan,
        check,
        text,
        decoding.generated(),
        mismatch,
        fabric.valuesCompared(),
        decoding.agreement(),
        measured,
        Estimator.estimate(plan, tech, log.meanPosition()),
        fabric.operations(),
        new Simulation(fabric.buildSeconds(), log.seconds(), log.steps(), log.cycles()));
  }
}
