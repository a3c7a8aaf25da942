package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ToolRunnerTest {
  private static final Duration AMPLE = Duration.ofSeconds(50);

  @TempDir private Path folder;

  private final ToolRunner runner = new ToolRunner();

  private ToolCommand command(String... lines) throws IOException {
    return ToolCommand.of(
        Scripts.write(folder, "tool", lines), List.of("a b", "$HOME"), folder, AMPLE);
  }

  @Test
  void passesArgumentsEnvironmentAndFolderAsTheyAre() throws Exception {
    ToolCommand command =
        command("echo \"$1|$2|$EXTRA\"; pwd -P; cat").withEnvironment(Map.of("EXTRA", "x y"));
    assertThat(runner.run(command, ToolListener.silent()).lastLines())
        .containsExactly("a b|$HOME|x y", folder.toRealPath().toString());
  }

  @Test
  void tellsTheListenerWhichStreamALineCameFrom() throws Exception {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    runner.run(
        command("echo out; echo err >&2; printf unfinished"),
        (stream, text) -> heard.add(stream + " " + text));
    assertThat(heard).containsExactlyInAnyOrder("OUTPUT out", "ERROR err", "OUTPUT unfinished");
  }

  @Test
  void keepsTheLastLinesAndLogsAll() throws Exception {
    Path log = folder.resolve("log");
    ToolResult result =
        runner.run(
            command("for i in {1..1000}; do echo $i; done").withLog(log), ToolListener.silent());
    assertThat(result.lastLines()).hasSize(ToolRunner.KEPT_LINES).endsWith("999", "1000");
    assertThat(Files.readAllLines(log)).hasSize(1000);
  }

  @Test
  void cutsALineThatNeverEnds() throws Exception {
    List<Integer> lengths = new ArrayList<>();
    runner.run(command("head -c 200000 /dev/zero"), (stream, text) -> lengths.add(text.length()));
    assertThat(lengths).containsExactly(65536, 65536, 65536, 200000 - 3 * 65536);
  }

  @Test
  void aFullDiskUnderTheLogDoesNotStopTheProgram() throws Exception {
    ToolResult result =
        runner.run(command("echo done").withLog(Path.of("/dev/full")), ToolListener.silent());
    assertThat(result.exitStatus()).isZero();
    assertThat(result.lastLines()).last().isEqualTo("done");
    assertThat(result.lastLines().getFirst()).contains("No space left");
  }

  @Test
  void reportsTheCommandItsStatusAndItsLastLines() throws Exception {
    ToolCommand command = command("echo %Error: bad >&2", "exit 7");
    assertThat(runner.run(command, ToolListener.silent()).exitStatus()).isEqualTo(7);
    assertThatThrownBy(() -> runner.runChecked(command, ToolListener.silent()))
        .hasMessage("tool failed with exit status 7")
        .asInstanceOf(type(ToolException.class))
        .satisfies(
            e -> {
              assertThat(e.command()).isEqualTo(command.arguments());
              assertThat(e.exitStatus()).hasValue(7);
              assertThat(e.lastLines()).containsExactly("%Error: bad");
            });
  }

  @Test
  void saysWhyAProgramCannotStart() {
    ToolCommand absent = ToolCommand.of(folder.resolve("absent"), List.of(), folder, AMPLE);
    assertThatThrownBy(() -> runner.run(absent, ToolListener.silent()))
        .isInstanceOf(ToolException.class)
        .hasMessage("absent could not be started: No such file or directory");
  }

  @Test
  void endsTheWholeTreeAtItsLimit() throws Exception {
    Path script =
        Scripts.write(
            folder,
            "tool",
            "sleep 1000 & echo $!; trap '' TERM; sleep 1000 & echo $!; wait; wait; sleep 1000");
    List<Long> children = Collections.synchronizedList(new ArrayList<>());
    ToolCommand command = ToolCommand.of(script, List.of(), folder, Duration.ofSeconds(1));
    assertThatThrownBy(
            () -> runner.run(command, (stream, text) -> children.add(Long.valueOf(text))))
        .isInstanceOf(ToolException.class)
        .hasMessage("tool was stopped after its limit of 1 s");
    assertThat(children).hasSize(2);
    assertEnded(children);
  }

  @Test
  void endsTheWholeTreeWhenInterrupted() throws Exception {
    List<Long> children = Collections.synchronizedList(new ArrayList<>());
    ToolCommand command = command("sleep 1000 & echo $!; wait");
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread[] waiting = new Thread[1];
    waiting[0] =
        new Thread(
            () -> {
              try {
                runner.run(
                    command,
                    (stream, text) -> {
                      children.add(Long.valueOf(text));
                      waiting[0].interrupt();
                    });
              } catch (ToolException | InterruptedException e) {
                thrown.add(e);
              }
            });
    waiting[0].start();
    waiting[0].join();
    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    assertThat(children).hasSize(1);
    assertEnded(children);
  }

  @Test
  void talksToAProgramWhileItRuns() throws Exception {
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    ToolCommand command = command("while read -r line; do echo \"got $line\"; done");
    try (RunningTool running = runner.start(command, (stream, text) -> answers.add(text))) {
      running.send("one");
      running.send("two");
      running.closeInput();
      assertThat(running.await().exitStatus()).isZero();
    }
    assertThat(answers).containsExactly("got one", "got two");
  }

  @Test
  void doesNotWaitForAGrandchildThatKeepsThePipe() throws Exception {
    List<Long> orphans = Collections.synchronizedList(new ArrayList<>());
    ToolCommand command = command("sleep 30 & echo $!", "exit 0");
    ToolResult result = runner.run(command, (stream, text) -> orphans.add(Long.valueOf(text)));
    assertThat(result.exitStatus()).isZero();
    orphans.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
  }

  private static void assertEnded(List<Long> pids) throws InterruptedException {
    for (long pid : pids) {
      // A killed process stays listed until its new parent has taken note of it.
      for (int i = 0; i < 500 && isRunning(pid); i++) {
        Thread.sleep(10);
      }
      assertThat(isRunning(pid)).as("process %d runs", pid).isFalse();
    }
  }

  private static boolean isRunning(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) [ZX] .*");
    } catch (IOException e) {
      return false;
    }
  }
}
