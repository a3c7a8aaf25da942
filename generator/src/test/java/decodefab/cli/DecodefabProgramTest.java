package decodefab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    "rnu x.dfab, 'there is no command `rnu`'",
    "doctor --jsno, 'Possible solutions: --json'",
    "doctor extra, Unmatched argument",
    "doctor -q -v, mutually exclusive",
    "run x.dfab --promt x, --promt",
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
  void aResultThatCannotBeWrittenIsNoSuccess() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is always full").exists();
    Surroundings here = world.with(Map.of("PATH", ""));
    try (PrintStream out = new PrintStream(Files.newOutputStream(full), false, UTF_8)) {
      Surroundings there =
          new Surroundings(
              here.in(), out, here.err(), false, false, Map.of(), here.home(), here.directory());
      assertThat(new DecodefabProgram(there).run("--version")).isEqualTo(ExitCode.INPUT);
    }
    assertThat(world.err()).contains("error[DF705]: standard output cannot be written whole");
  }

  @Test
  void aReaderWhoStopsReadingEndsACommandQuietly() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Surroundings here = world.with(Map.of("PATH", ""));
    for (String line : List.of("--help", "doctor")) {
      try (ResultStream out = new ResultStream(closed, UTF_8)) {
        Surroundings there =
            new Surroundings(
                here.in(), out, here.err(), false, false, Map.of(), here.home(), here.directory());
        assertThat(new DecodefabProgram(there).run(line.split(" ", -1))).isEqualTo(141);
      }
    }
    assertThat(world.err()).isEmpty();
  }

  @Test
  void helpHasNoStrayShortLines() {
    for (String command : List.of("", "run ", "simulate ", "generate ", "accuracy ", "fuzz ")) {
      assertThat(run((command + "--help").split(" ", -1))).isEqualTo(ExitCode.FINE);
      assertThat(world.out().lines())
          .doesNotContain("is", "hardware", "choice", "dev.", "--synthetic");
      assertThat(world.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void writesACompletionScript() {
    assertThat(run("generate-completion")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).startsWith("#!/usr/bin/env bash").contains("complete -F", "doctor");
  }
}
