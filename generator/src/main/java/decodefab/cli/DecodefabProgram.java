package decodefab.cli;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One run of the program: a command line in, an exit code out, nothing thrown. */
public final class DecodefabProgram {
  private final Surroundings surroundings;
  private final FabricStarter starter;

  /** A run within {@code surroundings}. */
  public DecodefabProgram(Surroundings surroundings) {
    this(surroundings, new SimulatorStarter(surroundings));
  }

  /** A run whose hardware is simulated by something else. */
  DecodefabProgram(Surroundings surroundings, FabricStarter starter) {
    this.surroundings = surroundings;
    this.starter = starter;
  }

  /** Runs the command line and returns one of {@link ExitCode}. */
  public int run(String... arguments) {
    FailureReporter failures = new FailureReporter(new CommonOptions().out(surroundings));
    try {
      CommandLine line =
          new CommandLine(new DecodefabCommand(), new CommandFactory(surroundings, starter))
              .setOut(writer(surroundings.out()))
              .setErr(writer(surroundings.err()))
              .setCaseInsensitiveEnumValuesAllowed(true)
              .registerConverter(Integer.class, wholeNumber(Integer::valueOf, 32))
              .registerConverter(int.class, wholeNumber(Integer::valueOf, 32))
              .registerConverter(Long.class, wholeNumber(Long::valueOf, 64))
              .registerConverter(long.class, wholeNumber(Long::valueOf, 64))
              .setUsageHelpAutoWidth(false)
              .setExecutionExceptionHandler(
                  (e, command, parsed) ->
                      new FailureReporter(CommonOptions.of(command).out(surroundings)).report(e))
              .setParameterExceptionHandler((e, args) -> failures.usage(e));
      return afterOutput(line.execute(arguments), failures);
    } catch (Throwable e) { // an Error too must end in a message and its exit code
      return failures.report(e);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  /** A conversion of text to numbers of so many bits, which says what they are where it fails. */
  private static <N> ITypeConverter<N> wholeNumber(Function<String, N> parse, int bits) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a whole number of " + bits + " bits");
      }
    };
  }

  /** A result that nobody could write down is no success: the disk may be full under a redirect. */
  private int afterOutput(int status, FailureReporter failures) {
    boolean incomplete = surroundings.out().checkError() && status == ExitCode.FINE;
    if (incomplete && surroundings.readerGone()) {
      return ExitCode.READER_GONE;
    }
    if (incomplete) {
      return failures.report(
          new InputException(
              Diagnostic.error(
                  "DF705",
                  "standard output cannot be written whole",
                  "free some space, or send it elsewhere")));
    }
    return status;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
