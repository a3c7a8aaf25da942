package decodefab.model;

import decodefab.diag.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Models of any layout that can be read: a Hugging Face folder or a GGUF file. */
public final class ModelReader {
  private ModelReader() {}

  /**
   * Reads a model. Weights are mapped, not read: the time does not depend on their size.
   *
   * @throws InputException with the faults of all files that could be judged
   */
  public static LoadedModel read(Path path) throws InputException {
    return isGguf(path) ? GgufModelReader.read(path) : ModelFolderReader.read(path);
  }

  /**
   * Reads sizes and stored formats only: what checking and planning a design need. A folder of
   * float weights needs no weights for it.
   *
   * @throws InputException with every fault that was found
   */
  public static ModelOutline readOutline(Path path) throws InputException {
    return isGguf(path) ? GgufModelReader.readOutline(path) : ModelFolderReader.readOutline(path);
  }

  private static boolean isGguf(Path path) {
    return !Files.isDirectory(path)
        && (Files.exists(path) || path.toString().toLowerCase(Locale.ROOT).endsWith(".gguf"));
  }
}
