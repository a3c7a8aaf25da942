package decodefab.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sparsity of single matrices: N of M for every M and N that is built, and blocks of one tile's
 * rows and columns up to several of each, with any share. Few sizes fit what else was drawn, so a
 * rule that the checker refuses is left out. Last of the dimensions, since it needs all others.
 */
final class SparsityDimension implements Dimension {
  private static final List<String> MATRICES =
      List.of(
          "attention.q",
          "attention.k",
          "attention.v",
          "attention.o",
          "mlp.gate",
          "mlp.up",
          "mlp.down",
          "lm_head",
          "layers.0.attention.q",
          "layers.0.attention.o",
          "layers.0.mlp.up",
          "layers.0.mlp.down");

  private static final int MOST_GROUP = 32;
  private static final int MOST_TRIES = 6;
  private static final int MOST_TILES = 4;
  private static final int MOST_BLOCKS = 9;

  @Override
  public String name() {
    return "sparsity";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>(List.of(count(0), count(1), count(2)));
    for (int group = 2; group <= MOST_GROUP; group *= 2) {
      bins.add(neighbours(group));
    }
    bins.addAll(
        List.of(
            "bands of one tile",
            "bands of several tiles",
            "blocks as wide as the tile",
            "wider blocks",
            "by magnitude",
            "by wanda"));
    return bins;
  }

  /** The bin of so many rules. */
  static String count(int rules) {
    return rules == 0 ? "all dense" : rules == 1 ? "1 sparse rule" : "more sparse rules";
  }

  /** The bin of so many neighbours. */
  static String neighbours(int group) {
    return "N of " + group;
  }

  /** Draws apart from the others, of which a refused design so draws the same as ever. */
  @Override
  public Part draw(Draw shared, Recipe before) {
    Draw draw = new Draw(before.text().hashCode());
    DatapathPart tile = before.part(DatapathPart.class);
    SparsityPart part = new SparsityPart(List.of(), tile.rows(), tile.cols());
    if (draw.chance(40)) {
      return part;
    }
    Set<String> used = new HashSet<>();
    int tries = draw.between(1, MOST_TRIES);
    for (int i = 0; i < tries; i++) {
      String tensors = draw.from(MATRICES);
      List<Integer> widths = widths(columns(tensors, before.part(ShapePart.class)), tile.cols());
      SparsityRule rule =
          widths.isEmpty() || before.part(ZerosPart.class).skip() || draw.chance(40)
              ? neighbours(draw, tensors)
              : blocks(draw, tensors, tile.rows(), draw.from(widths));
      SparsityPart more = part.with(rule);
      if (!used.contains(tensors) && DesignGenerator.isLegal(before.with(more))) {
        part = more;
        used.add(tensors);
      }
    }
    return part;
  }

  private static SparsityRule neighbours(Draw draw, String tensors) {
    int group = draw.powerOfTwo(2, MOST_GROUP);
    return SparsityRule.neighbours(tensors, draw.between(1, group), group, draw.chance(15));
  }

  private static SparsityRule blocks(Draw draw, String tensors, int tileRows, int width) {
    int group = draw.between(2, MOST_BLOCKS);
    return new SparsityRule(
        tensors,
        tileRows * draw.between(1, MOST_TILES),
        width,
        draw.between(1, group),
        group,
        draw.chance(15));
  }

  /** Multiples of the tile's columns of which the matrix has a whole number. */
  private static List<Integer> widths(int columns, int tileCols) {
    return IntStream.rangeClosed(1, columns)
        .filter(width -> width % tileCols == 0 && columns % width == 0)
        .boxed()
        .toList();
  }

  private static int columns(String tensors, ShapePart shape) {
    return tensors.endsWith("attention.o")
        ? shape.heads() * shape.headDim()
        : tensors.endsWith("mlp.down") ? shape.hidden() : shape.dim();
  }
}
