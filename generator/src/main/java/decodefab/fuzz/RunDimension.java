package decodefab.fuzz;

import java.util.List;

/**
 * How many tokens are run: one, a few, or past the positions whose attention probabilities share a
 * scale, which is also past every tile of positions; at most 140.
 */
final class RunDimension implements Dimension {
  private static final int MOST_TOKENS = 140;

  @Override
  public String name() {
    return "run";
  }

  @Override
  public List<String> bins() {
    return List.of(
        "1 token",
        "2 to 8 tokens",
        "9 to 32 tokens",
        "more tokens",
        "past a group of probabilities");
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    DatapathPart datapath = before.part(DatapathPart.class);
    int least =
        Math.max(
            before.part(ActivationPart.class).group(),
            Math.max(datapath.cols(), datapath.vector()));
    int group = Math.max(1, Integer.highestOneBit(2 * least - 1));
    int tokens =
        draw.chance(12)
            ? 1
            : draw.chance(45)
                ? draw.between(2, 8)
                : draw.chance(45) ? draw.between(9, 32) : group + draw.between(1, 5);
    int most = Math.min(MOST_TOKENS, before.part(ShapePart.class).context());
    return new RunPart(Math.min(tokens, most), draw.between(1, 1_000_000), group);
  }
}
