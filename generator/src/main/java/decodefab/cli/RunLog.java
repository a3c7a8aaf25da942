package decodefab.cli;

import decodefab.estimate.MeasuredCounts;
import decodefab.estimate.MeasuredTraffic;
import decodefab.plan.HardwarePlan;
import decodefab.sim.Counter;
import decodefab.sim.TokenResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what the counters say of each computed token. */
final class RunLog {
  private final Map<Counter, Long> sums = new EnumMap<>(Counter.class);
  private int steps;
  private long cycles;
  private long nanos;

  RunLog() {}

  /** Adds a token that took {@code spent} nanoseconds to simulate. */
  void add(TokenResult result, long spent) {
    result.counters().forEach((counter, value) -> sums.merge(counter, value, Long::sum));
    steps++;
    cycles += result.cycles();
    nanos += spent;
  }

  /** Tokens computed, the prompt's included. */
  int steps() {
    return steps;
  }

  /** Cycles of all of them. */
  long cycles() {
    return cycles;
  }

  /** Time spent simulating, s. */
  double seconds() {
    return nanos / 1e9;
  }

  /** The position that an average token of the run has; its figures stand for the run. */
  int meanPosition() {
    return Math.max(0, steps - 1) / 2;
  }

  /** Averages per token; call it after at least one. */
  MeasuredCounts counts(HardwarePlan plan) {
    return new MeasuredCounts(
        meanPosition(),
        (double) cycles / steps,
        traffic().tiers(plan, steps),
        List.of(
            engine(
                "vector",
                Counter.VECTOR_BUSY,
                Counter.VECTOR_STALLED_INPUT,
                Counter.VECTOR_STALLED_OUTPUT),
            engine(
                "matvec",
                Counter.MATVEC_BUSY,
                Counter.MATVEC_STALLED_INPUT,
                Counter.MATVEC_STALLED_OUTPUT),
            engine(
                "store",
                Counter.STORE_BUSY,
                Counter.STORE_STALLED_INPUT,
                Counter.STORE_STALLED_OUTPUT)));
  }

  private MeasuredTraffic traffic() {
    return new MeasuredTraffic(
        perToken(Counter.CONTAINERS_ON_CHIP),
        perToken(Counter.KV_WORDS_READ),
        perToken(Counter.KV_WORDS_WRITTEN),
        perToken(Counter.BEATS_READ),
        perToken(Counter.BEATS_WRITTEN));
  }

  private MeasuredCounts.EngineCycles engine(
      String name, Counter busy, Counter stalledInput, Counter stalledOutput) {
    return new MeasuredCounts.EngineCycles(
        name, perToken(busy), perToken(stalledInput) + perToken(stalledOutput));
  }

  private double perToken(Counter counter) {
    return (double) sums.getOrDefault(counter, 0L) / steps;
  }
}
