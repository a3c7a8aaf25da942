package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.matrix.MatrixFiles;
import decodefab.tool.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A regression that is interrupted leaves no program behind, and is gone on with. */
@Timeout(120)
class RegressInterruptTest {
  /** Exit status of a JVM that was asked to end. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @Test
  void ctrlCLeavesNoProgramAndTheRestIsResumed() throws Exception {
    new MatrixFiles(folder);
    Files.writeString(
        folder.resolve("m.yaml"), "designs: ['designs/*.dfab']\nseeds: [1, 2]\nstages: [lint]\n");
    Path tools = folder.resolve("tools");
    Path pids = folder.resolve("pids");
    // The first two lints pass; the others start a child and hang, as a build does.
    Scripts.write(
        tools,
        "verilator",
        "if [ \"$1\" = --version ]; then echo Verilator 5.006; exit; fi",
        "echo x >> " + folder.resolve("calls"),
        "if [ $(wc -l < " + folder.resolve("calls") + ") -gt 2 ]; then",
        "  sleep 600 &",
        "  echo $! >> " + pids,
        "  echo $$ >> " + pids,
        "  wait",
        "fi");
    Process regression = start(tools, "--jobs", "2");
    while (!Files.exists(pids) || Files.readAllLines(pids).size() < 4) {
      assertThat(regression.isAlive()).as(output()).isTrue();
      Thread.sleep(20);
    }
    boolean interrupts = takesInterrupts();
    String signal = interrupts ? "-INT" : "-TERM";
    new ProcessBuilder("kill", signal, "" + regression.pid()).start().waitFor();
    assertThat(regression.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(regression.exitValue()).isEqualTo(interrupts ? ExitCode.INTERRUPTED : TERMINATED);
    for (String pid : Files.readAllLines(pids)) {
      assertThat(isGone(Long.parseLong(pid))).as("process %s", pid).isTrue();
    }
    assertThat(output()).contains("--resume goes on from here").doesNotContain("Exception");
    Scripts.write(tools, "verilator", "echo Verilator 5.006");
    Process resumed = start(tools, "--resume", "--fresh");
    assertThat(resumed.waitFor()).as(output()).isZero();
    assertThat(output())
        .contains("2 jobs of the interrupted regression are done")
        .contains("4 jobs passed")
        .contains("2 done before the interruption");
  }

  /**
   * Whether an interrupt ends a program that is started here. A shell has what it starts in the
   * background ignore interrupts, and Java keeps to that; then termination stands for them.
   */
  private static boolean takesInterrupts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private Process start(Path tools, String... options) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddecodefab.home=" + System.getProperty("decodefab.home"),
                "-cp",
                System.getProperty("java.class.path"),
                "decodefab.cli.Main",
                "regress",
                "m.yaml"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                tools + ":" + withoutIcarus(),
                "DECODEFAB_CACHE",
                folder.resolve("cache").toString()));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  /** What the script needs, and nothing else. */
  private Path withoutIcarus() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String name : List.of("bash", "sleep", "wc")) {
      Path link = bin.resolve(name);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, find(name));
      }
    }
    return bin;
  }

  private static Path find(String name) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  /** A killed process stays listed until its new parent has taken note of it. */
  private static boolean isGone(long pid) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }
}
