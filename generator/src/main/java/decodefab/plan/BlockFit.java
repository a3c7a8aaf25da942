package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import decodefab.format.BlockSize;
import decodefab.format.SparsePattern;
import decodefab.format.SuperGroup;
import decodefab.format.TensorFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds the blocks of a sparse matrix against the tile and the groups: a row tile lies in one band
 * of blocks, a tile word in one block, and the boundaries of groups and blocks nest.
 */
final class BlockFit {
  /** So many legal widths are named. */
  private static final int NAMED = 8;

  private final Design design;
  private final TensorFormat format;
  private final int columns;
  private final int activationGroup;

  private BlockFit(Design design, TensorFormat format, int columns, int activationGroup) {
    this.design = design;
    this.format = format;
    this.columns = columns;
    this.activationGroup = activationGroup;
  }

  static Optional<Diagnostic> problem(
      Design design,
      FormatTranslator translator,
      String role,
      TensorFormat format,
      SparsePattern pattern) {
    int columns = translator.columns(role);
    BlockFit fit = new BlockFit(design, format, columns, translator.activationGroup());
    BlockSize block = pattern.block().orElseThrow();
    int rows = design.tile().rows();
    String wrong =
        block.rows() % rows != 0
            ? "the tile has " + rows + " rows, which share a list of blocks"
            : fit.wrong(block.cols());
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PlanCode.SPARSITY.at(
                design.sparsityOrigin(firstOf(role)),
                role + " is stored " + pattern.text() + "; " + wrong,
                "a multiple of " + rows + " rows, and " + fit.widths()));
  }

  /** The first matrix of those that a name stands for: {@code layers.0.mlp.up}. */
  static String firstOf(String name) {
    boolean layered = name.startsWith("layers.") || !name.contains(".");
    return layered ? name.replaceFirst("\\.\\.[0-9]+", "") : "layers.0." + name;
  }

  /** What is wrong with a width of blocks; empty if nothing is. */
  private String wrong(int width) {
    int tile = design.tile().cols();
    if (width % tile != 0) {
      return "the tile has " + tile + " columns, which must lie in one block";
    } else if (columns % width != 0) {
      return "the matrix has " + columns + " columns, which are no whole blocks";
    } else if (!nest(width, format.group())) {
      return "its group of " + format.group() + " cuts blocks, or is cut by them";
    } else if (!nest(width, format.superGroup().map(SuperGroup::columns).orElse(width))) {
      return "its super-group of " + format.blockColumns() + " cuts blocks, or is cut by them";
    } else if (!nest(width, activationGroup)) {
      return "the activation group of " + activationGroup + " cuts blocks, or is cut by them";
    } else if (format.hasMin() && width % format.group() != 0) {
      return "its groups of " + format.group() + " have minima, so blocks must hold whole ones";
    }
    return "";
  }

  /** Whether boundaries of blocks are those of groups, or those of groups are those of blocks. */
  private boolean nest(int width, int group) {
    return group >= columns || width % group == 0 || group % width == 0;
  }

  private String widths() {
    List<String> legal =
        IntStream.rangeClosed(1, columns)
            .filter(width -> wrong(width).isEmpty())
            .mapToObj(Integer::toString)
            .toList();
    return legal.isEmpty()
        ? "no width fits: choose a tile of fewer columns or other groups"
        : legal.stream().limit(NAMED).collect(Collectors.joining(", ", "columns of ", ""))
            + (legal.size() > NAMED ? ", ..." : "");
  }
}
