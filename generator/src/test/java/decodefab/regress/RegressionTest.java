package decodefab.regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.diag.InputException;
import decodefab.matrix.Job;
import decodefab.matrix.MatrixFiles;
import decodefab.matrix.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegressionTest {
  private static final long GIB = 1L << 30;

  @TempDir private Path folder;

  private final FakeBench bench = new FakeBench();
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private List<Job> jobs;

  @BeforeEach
  void findJobs() throws Exception {
    jobs = new MatrixFiles(folder).jobs("designs: ['designs/*.dfab']", "seeds: [1, 2]");
  }

  private Regression.Options options(boolean fresh, boolean resume) {
    return new Regression.Options(2, GIB, fresh, resume);
  }

  private List<JobResult> run(Regression.Options options) throws Exception {
    bench.log.clear();
    try (RunFolder run = RunFolder.take(folder.resolve("out"));
        Regression regression = regression(run, options)) {
      return regression.run(jobs);
    }
  }

  private Regression regression(RunFolder run, Regression.Options options) {
    return new Regression(
        bench,
        new ResultCache(folder.resolve("cache"), notes::add),
        run,
        options,
        new Regression.Listener() {
          @Override
          public void doing(Job job, Stage stage, String words) {
            heard.add(job.name() + " " + stage.text() + " " + words);
          }

          @Override
          public void done(JobResult result) {
            heard.add(result.name() + " done");
          }
        },
        notes::add);
  }

  private static FakeBench.Act mismatch() {
    return where -> {
      throw new StageException(
          new Failure(FailureKind.MISMATCH, "logits[3] is 1 but 2", "first difference"));
    };
  }

  @Test
  void runsAllStagesOfAllJobsAndReusesWhatPassed() throws Exception {
    List<JobResult> first = run(options(false, false));
    assertThat(first)
        .extracting(JobResult::name)
        .containsExactly("other#1", "other#2", "tiny#1", "tiny#2");
    assertThat(first).allMatch(JobResult::passed);
    assertThat(first).allMatch(r -> r.origin() == JobResult.Origin.RUN);
    assertThat(bench.log).hasSize(12);
    assertThat(heard).contains("tiny#1 lint at work", "tiny#1 done");
    bench.content.put("tiny#2", "changed");
    List<JobResult> second = run(options(false, false));
    assertThat(bench.log).containsExactly("tiny#2 generate", "tiny#2 lint", "tiny#2 simulate");
    assertThat(second).filteredOn(r -> r.origin() == JobResult.Origin.CACHE).hasSize(3);
    assertThat(second.getFirst().figures()).isEqualTo(first.getFirst().figures());
    assertThat(second.getFirst().bins()).isEqualTo(first.getFirst().bins());
    run(options(true, false));
    assertThat(bench.log).hasSize(12);
  }

  @Test
  void aResultWhoseFilesAreGoneIsRunAgain() throws Exception {
    run(options(false, false));
    bench.gone.add("tiny#2");
    List<JobResult> second = run(options(false, false));
    assertThat(bench.log).containsExactly("tiny#2 generate", "tiny#2 lint", "tiny#2 simulate");
    assertThat(second.getLast().origin()).isEqualTo(JobResult.Origin.RUN);
  }

  @Test
  void aFailureSkipsWhatComesBehindAndIsNeitherKeptNorTriedAgain() throws Exception {
    bench.on("tiny#1", Stage.LINT, mismatch());
    JobResult result = run(options(false, false)).get(2);
    assertThat(result.passed()).isFalse();
    assertThat(result.failure().orElseThrow().message()).isEqualTo("logits[3] is 1 but 2");
    assertThat(result.stages()).extracting(StageResult::ran).containsExactly(true, true, false);
    assertThat(bench.log).filteredOn(l -> l.startsWith("tiny#1")).hasSize(2);
    run(options(false, false));
    assertThat(bench.log).containsExactly("tiny#1 generate", "tiny#1 lint");
  }

  @Test
  void whatThrowsAnythingElseIsAFailureOfItsJobAlone() throws Exception {
    bench.on(
        "tiny#1",
        Stage.LINT,
        where -> {
          throw new IllegalStateException("oops");
        });
    bench.on(
        "tiny#2",
        Stage.LINT,
        where -> {
          throw new IOException("no disk");
        });
    List<JobResult> results = run(options(false, false));
    assertThat(results.get(2).failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
    assertThat(results.get(3).failure().orElseThrow().kind()).isEqualTo(FailureKind.INPUT);
    assertThat(results.get(0).passed()).isTrue();
  }

  @Test
  void aDesignThatIsWrongFailsWithItsDiagnostics() throws Exception {
    Files.writeString(folder.resolve("designs/bad.dfab"), "design bad { lanes }");
    jobs = new MatrixFiles(folder).jobs("designs: ['designs/*.dfab']");
    JobResult bad = run(options(false, false)).getFirst();
    assertThat(bad.failure().orElseThrow().kind()).isEqualTo(FailureKind.INPUT);
    assertThat(bad.failure().get().detail()).contains("error[DF", "bad.dfab:1:");
    assertThat(bad.key()).isEmpty();
  }

  @Test
  void aStageThatHangsIsEndedAndShowsItsLog() throws Exception {
    jobs =
        new MatrixFiles(folder).jobs("designs: [designs/tiny.dfab]", "timeouts: { simulate: 1 s }");
    AtomicInteger interrupted = new AtomicInteger();
    bench.on(
        "tiny",
        Stage.SIMULATE,
        where -> {
          Files.writeString(where.resolve("simulate.log"), "token 1\nwaiting for a beat\n");
          try {
            Thread.sleep(50_000);
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
          }
        });
    Failure failure = run(options(false, false)).getFirst().failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(FailureKind.TIME);
    assertThat(failure.message()).isEqualTo("simulate was not done after 1 s");
    assertThat(failure.detail())
        .isEqualTo("last lines of simulate.log:\ntoken 1\nwaiting for a beat");
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void aDamagedResultIsMovedAsideSaidAndRunAgain() throws Exception {
    run(options(false, false));
    Path cache = folder.resolve("cache/regress");
    Path file;
    try (Stream<Path> all = Files.list(cache)) {
      file = all.sorted().findFirst().orElseThrow();
    }
    String whole = Files.readString(file);
    for (String damaged : List.of("", whole.substring(0, 90), whole.replace("1000", "1001"))) {
      notes.clear();
      Files.writeString(file, damaged);
      run(options(false, false));
      assertThat(bench.log).as(damaged).hasSize(3);
      assertThat(notes).singleElement().asString().contains("damaged").contains("run again");
      assertThat(file).exists();
    }
    assertThat(file.resolveSibling(file.getFileName() + ".damaged-3"))
        .hasContent(whole.replace("1000", "1001"));
  }

  @Test
  void oneThatIsStoppedLeavesNothingRunningAndIsResumed() throws Exception {
    bench.on("other#1", Stage.LINT, mismatch());
    CountDownLatch stuck = new CountDownLatch(1);
    bench.on(
        "tiny#1",
        Stage.SIMULATE,
        where -> {
          stuck.countDown();
          Thread.sleep(50_000);
        });
    try (RunFolder run = RunFolder.take(folder.resolve("out"));
        Regression regression = regression(run, new Regression.Options(1, GIB, true, false))) {
      Thread stopper =
          new Thread(
              () -> {
                try {
                  stuck.await();
                  regression.stop(20_000);
                  heard.add("stopped");
                } catch (InterruptedException e) {
                  heard.add("stopper interrupted");
                }
              });
      stopper.start();
      assertThatThrownBy(() -> regression.run(jobs)).isInstanceOf(InterruptedException.class);
      stopper.join();
    }
    assertThat(heard).contains("stopped").doesNotContain("tiny#1 done", "tiny#2 done");
    bench.acts.clear();
    List<JobResult> results = run(options(true, true));
    // The failure is taken over too: resuming is going on, not trying again.
    assertThat(results).extracting(JobResult::passed).containsExactly(false, true, true, true);
    assertThat(results)
        .extracting(r -> r.origin() == JobResult.Origin.RESUMED)
        .containsExactly(true, true, false, false);
    assertThat(bench.log).hasSize(6);
    notes.clear();
    run(options(true, true));
    assertThat(bench.log).hasSize(12);
    assertThat(notes).singleElement().asString().contains("nothing was interrupted");
  }

  @Test
  void aDamagedJournalIsMovedAsideAndItsGoodLinesCount() throws Exception {
    run(options(true, false));
    Path journal = folder.resolve("out/journal.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    assertThat(lines).hasSize(5);
    lines.set(1, "{\"name\":");
    lines.set(4, "{\"na"); // cut while it was written: no damage
    Files.write(journal, lines);
    assertThat(run(options(true, true)))
        .filteredOn(r -> r.origin() == JobResult.Origin.RESUMED)
        .hasSize(3);
    assertThat(notes).anyMatch(n -> n.startsWith("1 lines of the interrupted"));
    assertThat(folder.resolve("out/journal.jsonl.damaged-1")).exists();
  }

  @Test
  void jobsThatDoNotFitInMemoryTogetherRunOneAfterTheOther() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (Job job : jobs) {
      bench.on(
          job.name(),
          Stage.LINT,
          where -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(20);
            now.decrementAndGet();
          });
    }
    bench.memory = 3 * GIB; // more than there is: alone, rather than never
    assertThat(run(options(true, false))).allMatch(JobResult::passed);
    assertThat(most).hasValue(1);
  }

  @Test
  void twoInOneFolderAreRefusedAndForeignFoldersToo() throws Exception {
    Path out = folder.resolve("out");
    try (RunFolder first = RunFolder.take(out)) {
      assertThat(first.path()).isEqualTo(out);
      assertThatThrownBy(() -> RunFolder.take(out))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("DF945: another regression is running in " + out);
    }
    RunFolder.take(out).close();
    assertThatThrownBy(() -> RunFolder.take(folder.resolve("designs")))
        .hasMessageContaining("DF704");
  }

  @Test
  void foldersOfJobsDoNotMeet() throws Exception {
    try (RunFolder run = RunFolder.take(folder.resolve("out"))) {
      assertThat(run.job("a+b=1#2")).isEqualTo(folder.resolve("out/jobs/a+b=1#2"));
      assertThat(run.job("x/a")).isNotEqualTo(run.job("x_a")).isNotEqualTo(run.job("x:a"));
      assertThat(run.job("../../a").normalize().getParent()).isEqualTo(folder.resolve("out/jobs"));
      assertThat(run.job("a".repeat(300)).getFileName().toString()).hasSizeLessThan(130);
    }
  }
}
