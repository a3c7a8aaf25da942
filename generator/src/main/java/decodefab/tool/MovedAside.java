package decodefab.tool;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that cannot be read any more: they are kept under another name, and nothing is lost. */
public final class MovedAside {
  private static final int MOST = 1000;

  private MovedAside() {}

  /**
   * Gives a file another name beside its own.
   *
   * @return where it is now
   * @throws InputException where it cannot be renamed
   */
  public static Path move(Path file) throws InputException {
    try {
      for (int i = 1; i < MOST; i++) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + i);
        if (!Files.exists(aside)) {
          return Files.move(file, aside);
        }
      }
      throw new IOException("there are " + (MOST - 1) + " damaged ones already");
    } catch (IOException e) {
      throw OutputFailure.explain(file, e);
    }
  }
}
