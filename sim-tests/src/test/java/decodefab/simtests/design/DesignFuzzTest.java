package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.fuzz.DesignFuzzer;
import decodefab.fuzz.DesignResult;
import decodefab.fuzz.Failure;
import decodefab.fuzz.FailureFile;
import decodefab.fuzz.HardwareTrial;
import decodefab.fuzz.Verdict;
import decodefab.plan.DesignLoader;
import decodefab.rtl.FileSet;
import decodefab.simtests.cell.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random designs: a few in each run, other ones each time. {@code -Ddecodefab.fuzz.seed=N} draws
 * again what that seed drew, {@code -Ddecodefab.fuzz.count=N} draws more.
 */
class DesignFuzzTest {
  private static final int DRAWN = 3;

  /** Few, since each is a build: the first of them are the boldest. */
  private static final int SHRINK_TRIALS = 5;

  /** A design of one layer and one token, whose first product shows the fault. */
  private static final long BROKEN_SEED = 1001;

  @TempDir Path folder;

  private List<DesignResult> run(long seed, int count, UnaryOperator<FileSet> edit)
      throws Exception {
    var tools = Simulation.tools();
    Path templates = Checkout.home().resolve("templates");
    return new DesignFuzzer(
            place -> new HardwareTrial(templates, tools, place, edit),
            folder.resolve("work"),
            result -> System.out.println("fuzz: seed " + result.seed() + ": " + result.verdict()))
        .run(new DesignFuzzer.Effort(seed, count, 1, Duration.ofMinutes(20), SHRINK_TRIALS));
  }

  @Test
  void randomDesignsEqualGoldenInEveryValue() throws Exception {
    int count = Integer.getInteger("decodefab.fuzz.count", DRAWN);
    long seed = Long.getLong("decodefab.fuzz.seed", new Random().nextInt(1_000_000_000));
    System.out.println("fuzz: -Ddecodefab.fuzz.seed=" + seed);
    List<DesignResult> results = run(seed, count, UnaryOperator.identity());
    assertThat(results).hasSize(count);
    for (DesignResult result : results) {
      assertThat(result.verdict())
          .as("seed %d: %s%n%s", result.seed(), result.shrunk(), result.recipe().text())
          .isNotInstanceOf(Verdict.Failed.class);
    }
    assertThat(results).anyMatch(r -> r.verdict() instanceof Verdict.Passed);
  }

  @Test
  void brokenHardwareIsCaughtAndMadeSmall() throws Exception {
    DesignResult result = run(BROKEN_SEED, 1, DesignFuzzTest::broken).getFirst();
    assertThat(result.verdict()).isInstanceOf(Verdict.Failed.class);
    Failure failure = result.shrunk().orElseThrow().failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.MISMATCH);
    assertThat(failure.message()).contains("multiply attention.q");
    assertThat(result.shrunk().orElseThrow().steps()).isPositive();
    Path file = folder.resolve("kept.dfab");
    String command = FailureFile.write(result.shrunk().orElseThrow(), file, "kept.dfab");
    assertThat(command).contains("simulate kept.dfab", "--tokens 1 ");
    var small = DesignLoader.load(file).shape();
    assertThat(small.layers()).isEqualTo(1);
    assertThat(small.parameterCount()).isLessThan(20_000);
    System.out.println("fuzz: broken hardware shrank to\n" + result.shrunk().get().recipe().text());
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
