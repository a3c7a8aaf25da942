package decodefab.matrix;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How a design is run.
 *
 * @param tokens tokens to decode, from 1
 * @param seeds of the made-up tokens and weights; one job for each
 * @param depth what is compared
 * @param synthetic whether weights are made up even where the model has its own
 * @param stages what is done; always with {@link Stage#GENERATE}
 * @param limits how long each stage may take
 */
public record Settings(
    int tokens,
    List<Long> seeds,
    Depth depth,
    boolean synthetic,
    Set<Stage> stages,
    Map<Stage, Duration> limits) {
  public Settings {
    seeds = List.copyOf(seeds);
    Objects.requireNonNull(depth, "depth");
    Set<Stage> all = EnumSet.of(Stage.GENERATE);
    all.addAll(stages);
    stages = Collections.unmodifiableSet(all);
    limits = Collections.unmodifiableMap(new EnumMap<>(limits));
    if (tokens < 1 || seeds.isEmpty() || limits.size() != Stage.values().length) {
      throw new IllegalArgumentException("tokens " + tokens + ", seeds " + seeds + ", " + limits);
    }
  }

  /** Four tokens, compared in every value, through all stages but cocotb. */
  public static Settings standard() {
    Map<Stage, Duration> limits = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      limits.put(stage, stage.limit());
    }
    return new Settings(
        4, List.of(1L), Depth.DEEP, false, EnumSet.complementOf(EnumSet.of(Stage.COCOTB)), limits);
  }
}
