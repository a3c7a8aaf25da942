package decodefab.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes its files. */
final class OutputFolder {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write into this folder (default: rtl-out/<design>).")
  private Path folder;

  OutputFolder() {}

  /** The folder of the command line, or the default for a design of this name. */
  Path path(String design) {
    return folder == null ? Path.of("rtl-out", design) : folder;
  }
}
