package decodefab.cli;

import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.plan.HardwarePlan;
import decodefab.sim.Counter;
import decodefab.sim.Mismatch;
import decodefab.sim.MismatchException;
import decodefab.sim.OpCycles;
import decodefab.sim.TokenResult;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fabric whose every value is right because golden computes it; each token takes as many cycles
 * as its position says. It can be made to differ at one position.
 */
final class GoldenFabric implements Fabric {
  private final HardwarePlan plan;
  private final GoldenModel golden;
  private final OptionalInt wrongAt;
  private long compared;
  private boolean finished;
  private boolean closed;

  GoldenFabric(HardwarePlan plan, QuantizedWeights weights, OptionalInt wrongAt) {
    this.plan = plan;
    this.golden = new GoldenModel(plan.graph(), weights);
    this.wrongAt = wrongAt;
  }

  /** Starts fabrics and remembers the last one. */
  static final class Starter implements FabricStarter {
    private OptionalInt wrongAt = OptionalInt.empty();
    private Optional<GoldenFabric> last = Optional.empty();
    private Optional<Path> folder = Optional.empty();

    void differAt(int position) {
      wrongAt = OptionalInt.of(position);
    }

    GoldenFabric last() {
      return last.orElseThrow();
    }

    boolean started() {
      return last.isPresent();
    }

    Path folder() {
      return folder.orElseThrow();
    }

    @Override
    public Fabric start(
        HardwarePlan plan,
        QuantizedWeights weights,
        Path target,
        SimulationOptions options,
        Out out) {
      folder = Optional.of(target);
      last = Optional.of(new GoldenFabric(plan, weights, wrongAt));
      return last.get();
    }
  }

  @Override
  public TokenResult step(int position, int token, boolean logits) throws MismatchException {
    float[] values = golden.step(token);
    if (wrongAt.isPresent() && wrongAt.getAsInt() == position) {
      throw new MismatchException(
          new Mismatch(
              position, token, 0, -1, "lm_head", "logits", 5, 0, OptionalInt.of(0x3f800000)));
    }
    compared += values.length;
    Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    counters.put(Counter.VECTOR_BUSY, 500L);
    counters.put(Counter.MATVEC_STALLED_INPUT, 7L);
    counters.put(Counter.MATVEC_STALLED_OUTPUT, 3L);
    counters.put(Counter.CONTAINERS_ON_CHIP, 1000L);
    counters.put(Counter.KV_WORDS_READ, 100L);
    counters.put(Counter.KV_WORDS_WRITTEN, 20L);
    counters.put(Counter.BEATS_READ, 11L);
    return new TokenResult(
        golden.next(), 1000L + position, counters, logits ? Optional.of(values) : Optional.empty());
  }

  @Override
  public long valuesCompared() {
    return compared;
  }

  @Override
  public List<OpCycles> operations() {
    return List.of();
  }

  @Override
  public double buildSeconds() {
    return 1.5;
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public void close() {
    closed = true;
  }

  HardwarePlan plan() {
    return plan;
  }

  boolean finished() {
    return finished;
  }

  boolean closed() {
    return closed;
  }
}
