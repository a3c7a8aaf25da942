package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureReporterTest {
  private final TestSurroundings world = new TestSurroundings();
  private final FailureReporter reporter =
      new FailureReporter(new CommonOptions().out(world.with(Map.of())));

  @Test
  void aWrongInputShowsAllItsDiagnostics() {
    InputException failure =
        new InputException(
            List.of(
                Diagnostic.error("DF301", "config.json is cut off", "fetch it again"),
                Diagnostic.error("DF302", "no tensor lm_head", "export it with a head")));
    assertThat(reporter.report(failure)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err())
        .contains("DF301", "config.json is cut off", "fetch it again")
        .contains("DF302", "no tensor lm_head", "export it with a head");
  }

  @Test
  void aFailedToolShowsItsCommandStatusAndLastLines() {
    ToolException failure =
        ToolException.failed(List.of("/usr/bin/g++", "-c", "a.cpp"), 1, List.of("error: no"));
    assertThat(reporter.report(failure)).isEqualTo(ExitCode.TOOL);
    assertThat(world.err())
        .isEqualTo(
            """
            decodefab: g++ failed with exit status 1
              command: /usr/bin/g++ -c a.cpp
              its last lines:
                error: no
            """);
  }

  @Test
  void aMissingToolShowsTheCommandThatInstallsIt() {
    ToolException failure = ToolException.unusable("no g++", "install with: apt-get install g++");
    assertThat(reporter.report(failure)).isEqualTo(ExitCode.TOOL);
    assertThat(world.err()).isEqualTo("decodefab: no g++\n  install with: apt-get install g++\n");
  }

  @Test
  void aFaultOfDecodefabKeepsItsTraceInAFile() throws IOException {
    assertThat(reporter.report(new IllegalStateException("lanes < 0")))
        .isEqualTo(ExitCode.INTERNAL);
    assertThat(world.err()).contains("IllegalStateException: lanes < 0").doesNotContain("\tat ");
    String said = world.err().strip();
    Path trace = Path.of(said.substring(said.lastIndexOf(' ') + 1));
    try {
      assertThat(trace).content().contains("\tat " + getClass().getName());
    } finally {
      Files.delete(trace);
    }
  }

  @Test
  void anErrorOfTheVirtualMachineIsNoBareTraceEither() throws IOException {
    assertThat(reporter.report(new OutOfMemoryError("Java heap space")))
        .isEqualTo(ExitCode.INTERNAL);
    assertThat(world.err()).contains("ran out of memory").doesNotContain("\tat ");
    Files.delete(Path.of(world.err().strip().substring(world.err().strip().lastIndexOf(' ') + 1)));
  }

  @Test
  void anInterruptionIsNoFault() {
    assertThat(reporter.report(new InterruptedException())).isEqualTo(ExitCode.INTERRUPTED);
  }
}
