package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.coverage.CodeCoverage;
import decodefab.coverage.FileCoverage;
import decodefab.diag.SourceText;
import decodefab.matrix.Job;
import decodefab.matrix.JobFinder;
import decodefab.matrix.Stage;
import decodefab.regress.CoverageCollector;
import decodefab.regress.Failure;
import decodefab.regress.FailureKind;
import decodefab.regress.HardwareBench;
import decodefab.regress.JobResult;
import decodefab.regress.Regression;
import decodefab.regress.ResultCache;
import decodefab.regress.RunFolder;
import decodefab.rtl.FileSet;
import decodefab.simtests.cell.Checkout;
import decodefab.tool.BuildCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A regression of real hardware, with real tools: it passes, is kept, and catches a broken cell.
 */
class RegressionTest {
  private static final String MATRIX =
      """
      designs: [smallest.dfab]
      tokens: 3
      overrides: [none, { name: int8, quantize weights: int(8) per group(8) scale f16 }]
      """;

  private static final Path TEMPLATES = Checkout.home().resolve("templates");

  @TempDir Path folder;

  private List<JobResult> run(UnaryOperator<FileSet> edit, boolean fresh) throws Exception {
    return run(MATRIX, bench(edit), fresh);
  }

  private static HardwareBench bench(UnaryOperator<FileSet> edit) throws Exception {
    return new HardwareBench(
        TEMPLATES,
        Simulation.tools(),
        new BuildCache(Checkout.target().resolve("simulations")),
        "program",
        edit,
        Optional.empty());
  }

  private List<JobResult> run(String matrix, HardwareBench bench, boolean fresh) throws Exception {
    List<Job> jobs =
        JobFinder.ofMatrix(
            new SourceText("matrix.yaml", matrix),
            Checkout.home().resolve("sim-tests/src/test/resources/matrix"));
    try (RunFolder out = RunFolder.take(folder.resolve("out"));
        Regression regression =
            new Regression(
                bench,
                new ResultCache(folder.resolve("cache"), note -> {}),
                out,
                new Regression.Options(2, 4L << 30, fresh, false),
                new Regression.Listener() {
                  @Override
                  public void doing(Job job, Stage stage, String words) {}

                  @Override
                  public void done(JobResult result) {}
                },
                note -> {})) {
      return regression.run(jobs);
    }
  }

  @Test
  void twoDesignsPassAreKeptAndABrokenCellIsCaught() throws Exception {
    List<JobResult> first = run(UnaryOperator.identity(), false);
    assertThat(first).as(first.toString()).hasSize(2).allMatch(JobResult::passed);
    for (JobResult result : first) {
      assertThat(result.figures().tokens()).isEqualTo(3);
      assertThat(result.figures().cyclesPerToken()).isPositive();
      assertThat(result.figures().values()).isGreaterThan(1000);
      assertThat(result.figures().area().get("lut")).isGreaterThan(1000);
      assertThat(folder.resolve("out/jobs/" + result.name() + "/simulate.log"))
          .content()
          .contains("at position 2", "equal");
    }
    assertThat(first.get(0).bins()).contains("int4|dense|on chip|first");
    assertThat(first.get(1).bins()).doesNotContain("int4|dense|on chip|first");
    assertThat(run(UnaryOperator.identity(), false))
        .allMatch(r -> r.origin() == JobResult.Origin.CACHE);
    Failure caught = run(RegressionTest::broken, false).getFirst().failure().orElseThrow();
    assertThat(caught.kind()).isEqualTo(FailureKind.MISMATCH);
    assertThat(caught.message()).contains("multiply attention.q");
    assertThat(Files.readString(folder.resolve("out/jobs/smallest/simulate.log")))
        .contains("multiply attention.q");
  }

  @Test
  void coverageOfCodeIsCountedAndKept() throws Exception {
    String matrix = "{ designs: [smallest.dfab], tokens: 2, stages: [simulate] }";
    CodeCoverage ran = covered(matrix, JobResult.Origin.RUN);
    FileCoverage sequencer = file(ran, "rtl/dfab_sequencer.v");
    assertThat(sequencer.lineShare().hit()).isGreaterThan(sequencer.lineShare().all() / 2);
    assertThat(sequencer.bitShare().hit()).isPositive();
    FileCoverage core = file(ran, "jobs/smallest/design/rtl/smallest_core.v");
    assertThat(folder.resolve("out").resolve(core.path())).exists();
    // Everything is on chip, and two tokens are too few to reach every bit.
    assertThat(ran.absent()).contains("dfab_axi_reader").doesNotContain("dfab_sequencer");
    assertThat(ran.bits().hit()).isPositive().isLessThan(ran.bits().all());
    assertThat(ran.lines().hit()).isLessThan(ran.lines().all());
    assertThat(Files.readString(folder.resolve("out/coverage.info")))
        .contains("SF:rtl/dfab_sequencer.v\n", "SF:" + core.path() + "\n")
        .doesNotContain("bench.v");
    // Another folder, so that all of it comes out of what was kept.
    Files.move(folder.resolve("out"), folder.resolve("first"));
    assertThat(covered(matrix, JobResult.Origin.CACHE)).isEqualTo(ran);
    assertThat(folder.resolve("out").resolve(core.path())).exists();
  }

  private CodeCoverage covered(String matrix, JobResult.Origin origin) throws Exception {
    List<JobResult> results = run(matrix, bench(UnaryOperator.identity()).covering(), false);
    assertThat(results).as(results.toString()).hasSize(1).allMatch(r -> r.passed());
    assertThat(results.getFirst().origin()).isEqualTo(origin);
    try (RunFolder out = RunFolder.take(folder.resolve("out"))) {
      return new CoverageCollector(out, TEMPLATES).collect(results);
    }
  }

  private static FileCoverage file(CodeCoverage coverage, String path) {
    return coverage.files().stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }

  /** The last bit of every weight scale is another. */
  private static FileSet broken(FileSet files) {
    try {
      return EditedFiles.replace(
          files,
          "rtl/dfab_matvec_scales.v",
          "wscale_q      <= present;",
          "wscale_q      <= present ^ {ROWS{{{(FIELD-1){1'b0}}, 1'b1}}};");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
