package decodefab.regress;

import decodefab.diag.DiagnosticRenderer;
import decodefab.diag.InputException;
import decodefab.matrix.Job;
import decodefab.matrix.Stage;
import decodefab.tool.LogTail;
import decodefab.tool.OutputFailure;
import decodefab.tool.TimeLimit;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Runs one job: through its stages, until one fails. */
final class JobRunner {
  /** Lines of a log that are shown of a stage that ran past its limit. */
  private static final int LAST_LINES = 20;

  private final Job job;
  private final Workbench workbench;
  private final ResultCache cache;
  private final Path folder;
  private final MemoryBudget memory;
  private final Regression.Listener listener;
  private final boolean fresh;
  private final Map<String, JobResult> before;
  private final List<StageResult> done = new ArrayList<>();

  JobRunner(
      Job job,
      Workbench workbench,
      ResultCache cache,
      RunFolder folder,
      MemoryBudget memory,
      Regression.Listener listener,
      boolean fresh,
      Map<String, JobResult> before) {
    this.job = job;
    this.workbench = workbench;
    this.cache = cache;
    this.folder = folder.job(job.name());
    this.memory = memory;
    this.listener = listener;
    this.fresh = fresh;
    this.before = before;
  }

  JobResult run() throws InputException, InterruptedException {
    listener.doing(job, Stage.GENERATE, "");
    long start = System.nanoTime();
    Attempt<PreparedJob> prepared = attempt(Stage.GENERATE, () -> workbench.prepare(job));
    if (prepared.failure().isPresent()) {
      done.add(new StageResult(Stage.GENERATE, true, since(start), prepared.failure()));
      return result("", Figures.NONE, List.of());
    }
    PreparedJob work = prepared.value().orElseThrow();
    Optional<JobResult> known = known(work);
    if (known.isPresent()) {
      return known.get();
    }
    int share = memory.acquire(work.memoryBytes());
    try {
      makeFolder();
      double preparing = since(start);
      for (Stage stage : job.settings().stages()) {
        if (!stage(work, stage, stage == Stage.GENERATE ? preparing : 0)) {
          return result(work.key(), Figures.NONE, List.of());
        }
      }
    } finally {
      memory.release(share);
    }
    JobResult result = result(work.key(), work.figures(), work.bins());
    cache.keep(result);
    return result;
  }

  private Optional<JobResult> known(PreparedJob work) throws InputException {
    String key = work.key();
    if (before.containsKey(key)) {
      return Optional.of(before.get(key).as(job.name(), job.design(), JobResult.Origin.RESUMED));
    }
    Optional<JobResult> kept = fresh ? Optional.empty() : cache.find(key);
    return kept.isPresent() && work.restore(folder)
        ? kept.map(r -> r.as(job.name(), job.design(), JobResult.Origin.CACHE))
        : Optional.empty();
  }

  private void makeFolder() throws InputException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw OutputFailure.explain(folder, e);
    }
  }

  private boolean stage(PreparedJob work, Stage stage, double secondsBefore)
      throws InputException, InterruptedException {
    listener.doing(job, stage, "");
    long start = System.nanoTime();
    Attempt<Boolean> attempt =
        attempt(
            stage,
            () -> {
              work.run(stage, folder, words -> listener.doing(job, stage, words));
              return true;
            });
    done.add(new StageResult(stage, true, secondsBefore + since(start), attempt.failure()));
    return attempt.failure().isEmpty();
  }

  /** The result so far; the stages that were not reached are skipped. */
  private JobResult result(String key, Figures figures, List<String> bins) {
    List<StageResult> stages = new ArrayList<>(done);
    job.settings().stages().stream()
        .skip(done.size())
        .forEach(stage -> stages.add(new StageResult(stage, false, 0, Optional.empty())));
    return new JobResult(
        job.name(), job.design(), key, JobResult.Origin.RUN, stages, figures, bins);
  }

  private record Attempt<T>(Optional<T> value, Optional<Failure> failure) {
    static <T> Attempt<T> failed(FailureKind kind, String message, String detail) {
      return new Attempt<>(Optional.empty(), Optional.of(new Failure(kind, message, detail)));
    }
  }

  private <T> Attempt<T> attempt(Stage stage, Callable<T> work) throws InterruptedException {
    Duration limit = job.settings().limits().get(stage);
    try {
      return new Attempt<>(Optional.of(TimeLimit.call(job.name(), limit, work)), Optional.empty());
    } catch (TimeoutException e) {
      return Attempt.failed(
          FailureKind.TIME,
          stage.text() + " was not done after " + limit.toSeconds() + " s",
          LogTail.of(folder, LAST_LINES));
    } catch (ExecutionException e) {
      return explain(e.getCause());
    }
  }

  private static <T> Attempt<T> explain(Throwable cause) throws InterruptedException {
    return switch (cause) {
      case InterruptedException interrupted -> throw interrupted;
      case StageException stage -> new Attempt<>(Optional.empty(), Optional.of(stage.failure()));
      case InputException input ->
          Attempt.failed(
              FailureKind.INPUT,
              input.diagnostics().getFirst().message(),
              new DiagnosticRenderer(false).render(input.diagnostics()).stripTrailing());
      case ToolException tool ->
          Attempt.failed(FailureKind.TOOL, tool.getMessage(), ToolText.of(tool));
      case IOException io ->
          Attempt.failed(FailureKind.INPUT, "the run folder cannot be used: " + io, "");
      default ->
          Attempt.failed(FailureKind.INTERNAL, "the compiler failed: " + cause, trace(cause));
    };
  }

  private static String trace(Throwable cause) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement element : cause.getStackTrace()) {
      text.append("at ").append(element).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
