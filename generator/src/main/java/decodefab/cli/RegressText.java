package decodefab.cli;

import decodefab.regress.Failure;
import decodefab.regress.JobResult;
import decodefab.regress.Plural;
import decodefab.regress.StageResult;
import java.util.Locale;

/** A regression for people. */
final class RegressText {
  private RegressText() {}

  /** A job that is done. */
  static String line(JobResult result) {
    String how =
        switch (result.origin()) {
          case RUN -> seconds(result.seconds());
          case CACHE -> "as before, not run again";
          case RESUMED -> "done before the interruption";
        };
    if (result.failure().isPresent()) {
      Failure failure = result.failure().get();
      String message = failure.kind().text() + ": " + failure.message();
      return result.name() + ": FAILED in " + stage(result) + ", " + message + " (" + how + ")";
    }
    String figures =
        result.figures().tokens() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %,d values are equal, %,.0f cycles/token",
                result.figures().values(),
                result.figures().cyclesPerToken());
    return result.name() + ": passed" + figures + " (" + how + ")";
  }

  private static String stage(JobResult result) {
    return result.stages().stream()
        .filter(s -> s.failure().isPresent())
        .map(StageResult::stage)
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** What it all came to. */
  static String summary(RegressSummary summary) {
    StringBuilder text = new StringBuilder();
    for (JobResult result : summary.failed()) {
      Failure failure = result.failure().orElseThrow();
      text.append(result.name()).append(": FAILED in ").append(stage(result)).append(", ");
      text.append(failure.kind().text()).append("\n  ").append(failure.message());
      if (!failure.detail().isEmpty()) {
        text.append("\n    ").append(failure.detail().replace("\n", "\n    "));
      }
      text.append("\n  logs       ").append(summary.logs(result));
      text.append("\n  reproduce  ").append(summary.reproduce().apply(result)).append("\n\n");
    }
    int failed = summary.failed().size();
    int all = summary.results().size();
    text.append(
        failed == 0
            ? Plural.of(all, "job") + " passed"
            : failed + " of " + Plural.of(all, "job") + " failed");
    text.append(" in ").append(seconds(summary.seconds()));
    text.append(part(summary, JobResult.Origin.CACHE, "as before, not run again"));
    text.append(part(summary, JobResult.Origin.RESUMED, "done before the interruption"));
    return text.toString();
  }

  private static String part(RegressSummary summary, JobResult.Origin origin, String words) {
    long count = summary.from(origin);
    return count == 0 ? "" : "; " + count + " " + words;
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }
}
