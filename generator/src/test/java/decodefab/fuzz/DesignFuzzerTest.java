package decodefab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.diag.SourceText;
import decodefab.dsl.DesignReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop around trials, which here are made up. */
class DesignFuzzerTest {
  @TempDir Path folder;

  private static DesignFuzzer.Effort effort(int count, Duration limit) {
    return new DesignFuzzer.Effort(20, count, 3, limit, 0);
  }

  @Test
  void triesEverySeedOnce() throws Exception {
    List<DesignResult> heard = new ArrayList<>();
    DesignFuzzer fuzzer =
        new DesignFuzzer(place -> recipe -> new Verdict.Passed(2, 3), folder, heard::add);
    List<DesignResult> results = fuzzer.run(effort(9, Duration.ofMinutes(5)));
    assertThat(results)
        .extracting(DesignResult::seed)
        .containsExactly(20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L);
    assertThat(heard).containsExactlyInAnyOrderElementsOf(results);
    assertThat(fuzzer.coverage().designs()).isEqualTo(9);
  }

  @Test
  void whatHangsOrCrashesHasFailed() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    Trial hangs =
        recipe -> {
          try {
            new CountDownLatch(1).await();
            return new Verdict.Passed(0, 0);
          } finally {
            stopped.countDown();
          }
        };
    Trial crashes =
        recipe -> {
          throw new IllegalStateException("broken");
        };
    assertThat(kind(hangs, Duration.ofMillis(50))).isEqualTo(Failure.Kind.TIME);
    stopped.await();
    assertThat(kind(crashes, Duration.ofMinutes(5))).isEqualTo(Failure.Kind.INTERNAL);
  }

  private Failure.Kind kind(Trial trial, Duration limit) throws Exception {
    DesignFuzzer fuzzer = new DesignFuzzer(place -> trial, folder, result -> {});
    Verdict verdict = fuzzer.run(effort(1, limit)).getFirst().verdict();
    return ((Verdict.Failed) verdict).failure().kind();
  }

  @Test
  void keepsADesignThatSaysHowItFails() throws Exception {
    Trial fails = recipe -> new Verdict.Failed(Failure.of(Failure.Kind.BUILD, "no\nway"));
    DesignResult result =
        new DesignFuzzer(place -> fails, folder, r -> {})
            .run(effort(1, Duration.ofMinutes(5)))
            .getFirst();
    Path file = folder.resolve(FailureFile.name(result));
    String command = FailureFile.write(result.shrunk().orElseThrow(), file, "x/seed-20.dfab");
    assertThat(command)
        .matches("decodefab simulate x/seed-20.dfab --synthetic \\d+ --tokens \\d+ --check deep");
    String text = Files.readString(file);
    assertThat(text).startsWith("// build: no\n// " + command + "\ndesign fuzz_20 {");
    assertThat(DesignReader.parse(new SourceText("kept", text)).name()).isEqualTo("fuzz_20");
  }
}
