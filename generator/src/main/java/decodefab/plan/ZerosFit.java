package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import decodefab.format.TensorFormat;
import decodefab.graph.MatrixFormat;
import decodefab.graph.Precision;
import decodefab.model.ModelShape;
import decodefab.model.TensorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a fabric that leaves out pieces of zero activations asks of its matrices: that their stream
 * can jump, and that a piece has whole columns of the tile, each of which has a flag.
 */
final class ZerosFit {
  /** Tile columns of a piece that {@code dfab_matvec_zeros} can count the containers of. */
  private static final int MOST_CHUNKS = 4095;

  private ZerosFit() {}

  static List<Diagnostic> problems(Design design, ModelShape shape, FormatTranslator translator) {
    if (!design.sparsity().skipsZeros()) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    farMatrix(design, shape)
        .ifPresent(
            name ->
                reasons.add(
                    name
                        + " lies in "
                        + design.tierOf(name).name()
                        + ", whose stream is asked for long before the activations are there"));
    int cols = design.tile().cols();
    if (cuts(translator.activationGroup(), cols, longest(shape))) {
      reasons.add("the activation group of " + translator.activationGroup() + cutsText(cols));
    }
    translator
        .stored()
        .forEach(
            (name, m) ->
                reason(name, m, cols, translator.columns(name))
                    .or(() -> longPiece(name, m, translator, cols))
                    .ifPresent(reasons::add));
    return reasons.stream()
        .map(
            why ->
                PlanCode.SKIP_ZEROS.at(
                    design.sparsityOrigin("activations"),
                    "zeros of activations are not skipped: " + why))
        .toList();
  }

  private static Optional<String> reason(
      String name, MatrixFormat matrix, int tileCols, int columns) {
    TensorFormat format = matrix.format();
    if (matrix.pattern().block().isPresent()) {
      return Optional.of(name + " is block-sparse, so that its row tiles have pieces of their own");
    }
    if (format.superGroup().isPresent()) {
      return Optional.of(
          name + " has super-groups, whose scales follow each other without gaps to jump over");
    }
    return cuts(format.group(), tileCols, columns)
        ? Optional.of("the group of " + format.group() + " of " + name + cutsText(tileCols))
        : Optional.empty();
  }

  /** A piece is counted while its columns are looked at, in counters that have an end. */
  private static Optional<String> longPiece(
      String name, MatrixFormat matrix, FormatTranslator translator, int tileCols) {
    int group = Math.min(matrix.format().group(), translator.activationGroup());
    int chunks = Math.ceilDiv(Math.min(group, translator.columns(name)), tileCols);
    return chunks <= MOST_CHUNKS
        ? Optional.empty()
        : Optional.of(
            "a piece of %s has %d times the tile's %d columns, and at most %d are looked at: groups of at most %d would do"
                .formatted(name, chunks, tileCols, MOST_CHUNKS, MOST_CHUNKS * tileCols));
  }

  private static boolean cuts(int group, int tileCols, int columns) {
    return group % tileCols != 0 && group < columns;
  }

  private static String cutsText(int tileCols) {
    return " is no multiple of the tile's " + tileCols + " columns";
  }

  private static int longest(ModelShape shape) {
    return Math.max(shape.dim(), Math.max(shape.hidden(), shape.queryDim()));
  }

  /** The first matrix that is not on chip. */
  private static Optional<String> farMatrix(Design design, ModelShape shape) {
    return IntStream.range(0, shape.layers())
        .boxed()
        .flatMap(l -> Precision.LAYER_ROLES.stream().map(role -> TensorNames.layer(l, role)))
        .filter(name -> !design.tierOf(name).onChip())
        .findFirst()
        .or(
            () ->
                design.tierOf(TensorNames.LM_HEAD).onChip()
                    ? Optional.empty()
                    : Optional.of(TensorNames.LM_HEAD));
  }
}
