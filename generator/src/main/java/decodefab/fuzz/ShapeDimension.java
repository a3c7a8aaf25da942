package decodefab.fuzz;

import java.util.List;

/**
 * Models of 1 to 3 layers and up to 160 in every length, any parity; heads of 2 to 64 that fill the
 * residual vector or do not; contexts of 1 to 100 positions, and of some 10,000 where the scores of
 * one head at a time are held. Larger ones are legal and left out for the sake of time: nothing
 * about them differs but widths of addresses, which the largest designs that ship have.
 */
final class ShapeDimension implements Dimension {
  /** Above so many scores the planner holds those of one key/value head at a time. */
  private static final int MOST_SCORES = 1 << 15;

  private static final int MOST_LENGTH = 160;
  private static final int MOST_HEAD = 64;

  static boolean isLong(ShapePart shape) {
    return (long) shape.heads() * shape.context() > MOST_SCORES;
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public List<String> bins() {
    return List.of(
        "one layer",
        "several layers",
        "own kv heads",
        "shared kv heads",
        "one kv head",
        "several kv heads",
        "odd dim",
        "even dim",
        "dim of eights",
        "odd hidden",
        "even hidden",
        "heads fill dim",
        "heads apart from dim",
        "head of a power of two",
        "other head",
        "one kv head's scores at a time",
        "all scores at once",
        "tied head",
        "own head");
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    DatapathPart datapath = before.part(DatapathPart.class);
    // Tile rows and vector lanes, powers of two, divide a head, which is even.
    int unit = Math.max(2, Math.max(datapath.rows(), datapath.vector()));
    int headDim = unit * draw.between(1, Math.max(1, Math.min(6, MOST_HEAD / unit)));
    int kvHeads = draw.between(1, 3);
    int share = draw.chance(50) ? 1 : draw.between(2, 4);
    int query = kvHeads * share * headDim;
    int dim = draw.chance(30) && query <= MOST_LENGTH ? query : length(draw, 2);
    int heads = kvHeads * share;
    int context = draw.chance(6) ? MOST_SCORES / heads + draw.between(1, 40) : length(draw, 1);
    return new ShapePart(
        draw.between(2, 200),
        dim,
        draw.of(1, 1, 2, 2, 3),
        context,
        kvHeads,
        share,
        headDim,
        length(draw, 1),
        draw.chance(30),
        draw.chance(80) ? ShapePart.PLAIN_ROPE : draw.of("1", "2.5", "500000", "1e12"),
        draw.chance(80) ? ShapePart.PLAIN_EPS : draw.of("1e-12", "1e-6", "0.1"));
  }

  /** Mostly middling, at times very short. */
  private static int length(Draw draw, int least) {
    return draw.chance(12) ? draw.between(least, 9) : draw.between(10, MOST_LENGTH);
  }
}
