package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.diag.SourceText;
import decodefab.matrix.Job;
import decodefab.matrix.JobFinder;
import decodefab.matrix.Stage;
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

  @TempDir Path folder;

  private List<JobResult> run(UnaryOperator<FileSet> edit, boolean fresh) throws Exception {
    List<Job> jobs =
        JobFinder.ofMatrix(
            new SourceText("matrix.yaml", MATRIX),
            Checkout.home().resolve("sim-tests/src/test/resources/matrix"));
    HardwareBench bench =
        new HardwareBench(
            Checkout.home().resolve("templates"),
            Simulation.tools(),
            new BuildCache(Checkout.target().resolve("simulations")),
            "program",
            edit,
            Optional.empty());
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
