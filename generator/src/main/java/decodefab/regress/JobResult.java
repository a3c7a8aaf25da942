package decodefab.regress;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a job.
 *
 * @param name the job's
 * @param design the design's part of it
 * @param key hash of all that determines the result; empty where the design could not be read
 * @param origin where the result comes from
 * @param stages one for each stage that was asked for, in order
 * @param figures what was measured
 * @param bins functional coverage: what the hardware was in while it equalled golden
 */
public record JobResult(
    String name,
    String design,
    String key,
    Origin origin,
    List<StageResult> stages,
    Figures figures,
    List<String> bins) {
  /** Where a result comes from. */
  public enum Origin {
    /** It was run now. */
    RUN("run"),
    /** It passed before, with the same content. */
    CACHE("cache"),
    /** It was run before this regression was interrupted. */
    RESUMED("resumed");

    private final String text;

    Origin(String text) {
      this.text = text;
    }

    /** In a word. */
    public String text() {
      return text;
    }
  }

  public JobResult {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(figures, "figures");
    stages = List.copyOf(stages);
    bins = List.copyOf(bins);
  }

  /** Whether every stage passed. */
  public boolean passed() {
    return failure().isEmpty() && stages.stream().allMatch(StageResult::ran);
  }

  /** The first failure. */
  public Optional<Failure> failure() {
    return stages.stream().flatMap(s -> s.failure().stream()).findFirst();
  }

  /** Time of all stages, s. */
  public double seconds() {
    return stages.stream().mapToDouble(StageResult::seconds).sum();
  }

  /** The same under another name, from elsewhere. */
  public JobResult as(String job, String ofDesign, Origin from) {
    return new JobResult(job, ofDesign, key, from, stages, figures, bins);
  }
}
