package decodefab.matrix;

import decodefab.diag.SourceText;
import decodefab.diag.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a matrix file says, before any design is read.
 *
 * @param source the file
 * @param folder where it lies: designs are named from here
 * @param designs what is to be run
 * @param exclusions what is left out
 */
record Matrix(
    Optional<SourceText> source, Path folder, List<Choice> designs, List<Exclusion> exclusions) {
  /**
   * One item of {@code designs}.
   *
   * @param pattern a file, or a pattern of files
   * @param settings how they are run
   * @param variations what they are run with
   * @param span where it stands in the matrix; empty for a design of the command line
   * @param tokens where the number of tokens stands
   */
  record Choice(
      String pattern,
      Settings settings,
      List<Variation> variations,
      Optional<Span> span,
      Optional<Span> tokens) {
    Choice {
      Objects.requireNonNull(pattern, "pattern");
      Objects.requireNonNull(settings, "settings");
      variations = List.copyOf(variations);
      Objects.requireNonNull(span, "span");
      Objects.requireNonNull(tokens, "tokens");
    }
  }

  Matrix {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(folder, "folder");
    designs = List.copyOf(designs);
    exclusions = List.copyOf(exclusions);
  }
}
