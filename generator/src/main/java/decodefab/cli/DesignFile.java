package decodefab.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The design that a command works on. */
final class DesignFile {
  @Parameters(paramLabel = "FILE.dfab", description = "The design.")
  private Path file;

  DesignFile() {}

  /** As the user wrote it: messages repeat it in the same words. */
  Path path() {
    return file;
  }
}
