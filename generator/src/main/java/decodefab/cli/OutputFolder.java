package decodefab.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command writes its files. */
final class OutputFolder {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write into this folder (default: rtl-out/<design>).")
  private Path folder;

  OutputFolder() {}

  /** The folder of the command line; empty where the default is wanted. */
  Optional<Path> path() {
    return Optional.ofNullable(folder);
  }
}
