package decodefab.tool;

import java.util.List;
import java.util.Objects;

/**
 * Something of the system that decodefab cannot do its work without: how it is found and installed.
 */
public sealed interface ExternalTool {
  /** What it is called: a program's file, such as {@code verilator}, or a header's. */
  String name();

  /** What it is needed for, in a few words. */
  String purpose();

  /** The oldest version that works. */
  ToolVersion oldest();

  /** The Debian package that brings it. */
  String aptPackage();

  /**
   * A program that is started.
   *
   * @param versionArguments what makes it print its version and stop
   */
  record Program(
      String name,
      String purpose,
      List<String> versionArguments,
      ToolVersion oldest,
      String aptPackage)
      implements ExternalTool {
    public Program {
      Objects.requireNonNull(purpose, "purpose");
      Objects.requireNonNull(oldest, "oldest");
      versionArguments = List.copyOf(versionArguments);
      checkWords(name, aptPackage);
    }
  }

  /**
   * A C header that generated code includes. Only the compiler knows where it looks, so it is
   * asked.
   *
   * @param versionMacro what the header defines as its version, in quotes
   * @param compiler the program that is asked
   */
  record Header(
      String name,
      String purpose,
      String versionMacro,
      Program compiler,
      ToolVersion oldest,
      String aptPackage)
      implements ExternalTool {
    public Header {
      Objects.requireNonNull(purpose, "purpose");
      Objects.requireNonNull(oldest, "oldest");
      Objects.requireNonNull(compiler, "compiler");
      checkWords(name, aptPackage);
      if (!versionMacro.matches("[A-Z_]+")) {
        throw new IllegalArgumentException("malformed macro " + versionMacro);
      }
    }
  }

  /** Both become arguments of other programs: neither may look like an option or a path. */
  private static void checkWords(String... words) {
    for (String word : words) {
      if (!word.matches("[a-z0-9][a-z0-9+._-]*")) {
        throw new IllegalArgumentException("malformed tool name " + word);
      }
    }
  }
}
