package decodefab.fuzz;

import decodefab.diag.InputException;
import decodefab.tool.OutputFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what is thrown away afterwards: gone when it is closed. */
public final class WorkFolder implements AutoCloseable {
  private final Path folder;

  /**
   * A new folder among the temporary ones.
   *
   * @throws InputException where it cannot be made
   */
  public WorkFolder() throws InputException {
    try {
      this.folder = Files.createTempDirectory("decodefab-fuzz-");
    } catch (IOException e) {
      throw OutputFailure.explain(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  @Override
  public void close() {
    delete(folder);
  }

  /** Deletes as much of a folder as there is; a leftover is litter that the system clears. */
  static void delete(Path folder) {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      return;
    }
    for (Path path : paths) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        return;
      }
    }
  }
}
