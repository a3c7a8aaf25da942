package decodefab.cli;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ended a command into a message on standard error and an exit code: never a bare
 * stack trace.
 */
final class FailureReporter {
  private final PrintStream err;

  FailureReporter(Surroundings surroundings) {
    this.err = surroundings.err();
  }

  /** Says why a command ended. */
  int report(Throwable failure) {
    return switch (failure) {
      case InputException input -> input(input);
      case ToolException tool -> tool(tool);
      case ParameterException usage -> usage(usage);
      case InterruptedException interrupted -> {
        err.println("decodefab: interrupted");
        yield ExitCode.INTERRUPTED;
      }
      case OutOfMemoryError memory -> internal(memory, "ran out of memory");
      default -> internal(failure, "internal error, a fault of decodefab and not of its input");
    };
  }

  /** Says what is wrong with the command line. */
  int usage(ParameterException failure) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    err.println(command + ": " + failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(
          unmatched, new PrintWriter(err, true, StandardCharsets.UTF_8));
    }
    err.println("See " + command + " --help");
    return ExitCode.USAGE;
  }

  private int input(InputException failure) {
    for (Diagnostic diagnostic : failure.diagnostics()) {
      String place =
          diagnostic
              .span()
              .map(span -> span.source().name() + ":" + span.line() + ":" + span.column() + ": ")
              .orElse("");
      err.println(
          "%s%s[%s]: %s"
              .formatted(
                  place,
                  diagnostic.severity().name().toLowerCase(Locale.ROOT),
                  diagnostic.code(),
                  diagnostic.message()));
      diagnostic.help().ifPresent(help -> err.println("  help: " + help));
    }
    return ExitCode.INPUT;
  }

  private int tool(ToolException failure) {
    err.println("decodefab: " + failure.getMessage());
    if (!failure.advice().isEmpty()) {
      err.println("  " + failure.advice());
    }
    if (!failure.command().isEmpty()) {
      err.println("  command: " + String.join(" ", failure.command()));
    }
    if (!failure.lastLines().isEmpty()) {
      err.println("  its last lines:");
      failure.lastLines().forEach(line -> err.println("    " + line));
    }
    return ExitCode.TOOL;
  }

  private int internal(Throwable failure, String what) {
    err.println("decodefab: " + what + ": " + failure);
    err.println("  " + traceFile(failure));
    return ExitCode.INTERNAL;
  }

  private static String traceFile(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile("decodefab-", ".trace");
      Files.writeString(file, trace.toString());
      return "the full trace is in " + file;
    } catch (IOException e) {
      return "the full trace could not be written: " + e;
    }
  }
}
