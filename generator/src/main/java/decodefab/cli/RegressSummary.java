package decodefab.cli;

import decodefab.coverage.CodeCoverage;
import decodefab.regress.Failure;
import decodefab.regress.FailureKind;
import decodefab.regress.JobResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a regression came to.
 *
 * @param results of all jobs, in their order
 * @param seconds that it took
 * @param folder its folder, as the user names it
 * @param jobFolder where a job's logs are, by its name
 * @param reproduce the command that runs a job again
 * @param code code coverage, where it was asked for
 */
record RegressSummary(
    List<JobResult> results,
    double seconds,
    Path folder,
    Function<String, Path> jobFolder,
    Function<JobResult, String> reproduce,
    Optional<CodeCoverage> code) {
  RegressSummary {
    results = List.copyOf(results);
  }

  List<JobResult> failed() {
    return results.stream().filter(r -> !r.passed()).toList();
  }

  long from(JobResult.Origin origin) {
    return results.stream().filter(r -> r.origin() == origin).count();
  }

  /** Where a job's logs are, as the user names it. */
  Path logs(JobResult result) {
    return folder.resolve("jobs").resolve(jobFolder.apply(result.name()).getFileName());
  }

  /** That of the worst failure: a fault of decodefab, then of hardware, of a tool, of an input. */
  int exitCode() {
    return results.stream()
        .flatMap(r -> r.failure().stream())
        .map(Failure::kind)
        .mapToInt(RegressSummary::exitCode)
        .boxed()
        .max((a, b) -> Integer.compare(a, b))
        .orElse(ExitCode.FINE);
  }

  private static int exitCode(FailureKind kind) {
    return switch (kind) {
      case INPUT -> ExitCode.INPUT;
      case TOOL -> ExitCode.TOOL;
      case LINT, MISMATCH, RUN, TIME -> ExitCode.MISMATCH;
      case INTERNAL -> ExitCode.INTERNAL;
    };
  }
}
