package decodefab.cli;

import decodefab.diag.DiagnosticRenderer;
import decodefab.diag.InputException;
import decodefab.diag.Nearest;
import decodefab.sim.MismatchException;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ended a command into a message on standard error and an exit code: never a bare
 * stack trace.
 */
final class FailureReporter {
  private final Out out;

  FailureReporter(Out out) {
    this.out = out;
  }

  /** Says why a command ended. */
  int report(Throwable failure) {
    return switch (failure) {
      case InputException input -> input(input);
      case ToolException tool -> tool(tool);
      case MismatchException mismatch -> {
        out.error("decodefab: hardware and golden model disagree");
        out.error("  " + mismatch.mismatch().text());
        yield ExitCode.MISMATCH;
      }
      case ParameterException usage -> usage(usage);
      case InterruptedException interrupted -> {
        out.error("decodefab: interrupted");
        yield ExitCode.INTERRUPTED;
      }
      case ReaderGoneException gone -> ExitCode.READER_GONE;
      case OutOfMemoryError memory -> internal(memory, "ran out of memory");
      default -> internal(failure, "internal error, a fault of decodefab and not of its input");
    };
  }

  /** Says what is wrong with the command line. */
  int usage(ParameterException failure) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    Optional<String> unknown = unknownCommand(failure);
    if (unknown.isPresent()) {
      out.error(command + ": there is no command `" + unknown.get() + "`");
      Set<String> known = failure.getCommandLine().getSubcommands().keySet();
      Nearest.to(unknown.get(), known)
          .ifPresent(n -> out.error("Did you mean: " + command + " " + n + "?"));
    } else {
      ParameterException cause = cause(failure);
      out.error(command + ": " + cause.getMessage());
      suggestions(cause).ifPresent(out::error);
    }
    out.error("See " + command + " --help");
    return ExitCode.USAGE;
  }

  /** What picocli proposes for a word that it does not know. */
  private static Optional<String> suggestions(ParameterException failure) {
    StringWriter text = new StringWriter();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, new PrintWriter(text, true));
    }
    return Optional.of(text.toString().stripTrailing()).filter(s -> !s.isBlank());
  }

  /** The first word, where a command is wanted and it names none. */
  private static Optional<String> unknownCommand(ParameterException failure) {
    List<String> words = failure.getCommandLine().getUnmatchedArguments();
    boolean wanted = !failure.getCommandLine().getSubcommands().isEmpty();
    return wanted && !words.isEmpty() && !words.getFirst().startsWith("-")
        ? Optional.of(words.getFirst())
        : Optional.empty();
  }

  /** A required option is often missing because it is misspelt: then that is what to say. */
  private static ParameterException cause(ParameterException failure) {
    List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
    return failure instanceof MissingParameterException && !unknown.isEmpty()
        ? new UnmatchedArgumentException(failure.getCommandLine(), unknown)
        : failure;
  }

  private int input(InputException failure) {
    out.error(
        new DiagnosticRenderer(out.colorsErrors()).render(failure.diagnostics()).stripTrailing());
    return ExitCode.INPUT;
  }

  private int tool(ToolException failure) {
    out.error("decodefab: " + failure.getMessage());
    if (!failure.advice().isEmpty()) {
      out.error("  " + failure.advice());
    }
    if (!failure.command().isEmpty()) {
      out.error("  command: " + String.join(" ", failure.command()));
    }
    if (!failure.lastLines().isEmpty()) {
      out.error("  its last lines:");
      failure.lastLines().forEach(line -> out.error("    " + line));
    }
    return ExitCode.TOOL;
  }

  private int internal(Throwable failure, String what) {
    out.error("decodefab: " + what + ": " + failure);
    out.error("  " + traceFile(failure));
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
