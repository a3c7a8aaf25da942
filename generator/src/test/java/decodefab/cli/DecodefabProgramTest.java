package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodefabProgramTest {
  private final TestSurroundings world = new TestSurroundings();

  private int run(String... arguments) {
    return new DecodefabProgram(world.with(Map.of("PATH", ""))).run(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "'', a command is missing",
    "dockter, 'Did you mean: decodefab doctor'",
    "doctor --jsno, 'Possible solutions: --json'",
    "doctor extra, Unmatched argument",
    "doctor -q -v, mutually exclusive",
    "doctor --color sometimes, 'expected one of [auto, always, never]'",
  })
  void aWrongCommandLineIsAUsageError(String line, String said) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains(said).contains("See decodefab").doesNotContain("\tat ");
    assertThat(world.out()).isEmpty();
  }

  @Test
  void helpGoesToStandardOutput() {
    assertThat(run("--help")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).contains("doctor", "generate-completion", "Exit codes:");
    assertThat(world.err()).isEmpty();
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).startsWith("decodefab ").hasLineCount(1);
  }

  @Test
  void writesACompletionScript() {
    assertThat(run("generate-completion")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).startsWith("#!/usr/bin/env bash").contains("complete -F", "doctor");
  }
}
