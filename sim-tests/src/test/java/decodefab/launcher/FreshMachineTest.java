package decodefab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher of this checkout with its real build, on a machine that has a JDK and nothing else.
 */
@Timeout(600)
class FreshMachineTest {
  private record Run(int status, String out, String err) {}

  private static final Path HOME = Path.of(System.getProperty("decodefab.home"));

  @TempDir private Path folder;

  private static Run run(Path folder, String path, String... arguments)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", HOME.resolve("decodefab").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("PATH", path);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.directory(folder.toFile()).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, Files.readString(err));
  }

  @BeforeAll
  static void build(@TempDir Path anywhere) throws IOException, InterruptedException {
    Run run = run(anywhere, System.getenv("PATH"), "--version");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).matches("decodefab \\d+\\.\\d+\\.\\d+\n");
  }

  /** A search path with what a launcher needs of any Unix, and no tool of decodefab. */
  private String barePath() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name : List.of("cksum", "find", "readlink", "sort")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin", name));
    }
    return bin.toString();
  }

  @Test
  void doctorNamesWhatIsMissingAndItsCommand() throws IOException, InterruptedException {
    Run run = run(folder, barePath(), "doctor");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("verilator .* MISSING")
        .contains("apt-get install -y --no-install-recommends verilator g++ make");
  }

  @Test
  void aUsageErrorPassesThrough() throws IOException, InterruptedException {
    Run run = run(folder, barePath(), "dector");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean: decodefab doctor");
  }

  @Test
  void lettersBeyondAsciiSurviveThePlainLocale() throws IOException, InterruptedException {
    Run run = run(folder, barePath(), "doctor", "Es war einmal ein M\u00e4rchen \u6545\u4e8b");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("M\u00e4rchen \u6545\u4e8b");
  }
}
