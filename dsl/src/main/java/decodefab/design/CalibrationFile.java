package decodefab.design;

import decodefab.diag.Span;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A text over which the inputs of a model's matrices are taken; whether it is there is its reader's
 * business.
 *
 * @param path as written
 * @param resolved from the folder of the file that names it
 */
public record CalibrationFile(String path, Path resolved, Span span) {
  public CalibrationFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(resolved, "resolved");
    Objects.requireNonNull(span, "span");
  }
}
