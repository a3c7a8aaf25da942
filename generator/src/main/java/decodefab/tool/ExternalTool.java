package decodefab.tool;

import java.util.List;
import java.util.Objects;

/**
 * A program that decodefab calls: how it is found, asked and installed.
 *
 * @param name of the executable, such as {@code verilator}
 * @param purpose what it is needed for, in a few words
 * @param versionArguments what makes it print its version and stop
 * @param oldest the oldest version that works
 * @param aptPackage the Debian package that brings it
 */
public record ExternalTool(
    String name,
    String purpose,
    List<String> versionArguments,
    ToolVersion oldest,
    String aptPackage) {
  public ExternalTool {
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(oldest, "oldest");
    versionArguments = List.copyOf(versionArguments);
    // Both become arguments of other programs: neither may look like an option or a path.
    for (String word : List.of(name, aptPackage)) {
      if (!word.matches("[a-z0-9][a-z0-9+._-]*")) {
        throw new IllegalArgumentException("malformed tool name " + word);
      }
    }
  }
}
