package decodefab.design;

import decodefab.diag.Span;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A model folder of the Hugging Face layout; whether it is there is the model reader's business.
 *
 * @param path as written
 * @param resolved from the folder of the file that names it
 */
public record ModelFolder(String path, Path resolved, Span span) implements ModelSource {
  public ModelFolder {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(resolved, "resolved");
    Objects.requireNonNull(span, "span");
  }
}
