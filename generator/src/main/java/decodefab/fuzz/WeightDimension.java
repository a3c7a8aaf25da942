package decodefab.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Formats of the matrices: every element type and every scale that the fabric decodes, groups of 1
 * to 200, whole rows or the tensor, zero points, minima, scales of scales, codes that are searched
 * for, and up to seven formats beside each other; the embedding in those that the vector engine
 * reads. Single layers may have formats of their own.
 */
final class WeightDimension implements Dimension {
  /** Patterns of three ranks; any of them may have a format of its own. */
  private static final List<String> PATTERNS =
      List.of(
          "attention.*",
          "mlp.*",
          "attention.q",
          "attention.k",
          "attention.v",
          "attention.o",
          "mlp.gate",
          "mlp.up",
          "mlp.down",
          "lm_head");

  /** What the first two layers may have for themselves; a shape of one layer has no second. */
  private static final List<String> LAYER_PATTERNS =
      List.of(
          "layers.0.*",
          "layers.0.mlp.*",
          "layers.0.attention.v",
          "layers.1.*",
          "layers.1.attention.*",
          "layers.1.mlp.down");

  /** Bin of designs in which layers differ. */
  static final String BY_LAYER = "formats of single layers";

  private static final List<String> SCALES = List.of("f16", "bf16", "f32", "e8m0", "e4m3");
  private static final int MOST_FORMATS = 7;
  private static final int LEVELS_PERCENT = 35;

  @Override
  public String name() {
    return "weights";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>(ElementChoice.bins());
    SCALES.forEach(scale -> bins.add("scale " + scale));
    bins.add("zero point");
    bins.addAll(List.of(Scaling.WITH_MIN, Scaling.UNDER_GROUP, Scaling.UNDER_TENSOR));
    bins.addAll(List.of("by nearest", "by least_squares", "by gptq"));
    bins.addAll(
        List.of(
            "per tensor", "per row", "group below 8", "group of a power of two", "other group"));
    for (int formats = 1; formats <= MOST_FORMATS; formats++) {
      bins.add(count(formats));
    }
    bins.add(BY_LAYER);
    for (int bits = 2; bits <= 8; bits++) {
      bins.add("embedding int(" + bits + ")");
    }
    bins.addAll(List.of("embedding ternary", "embedding ternary packed"));
    return bins;
  }

  static String count(int formats) {
    return formats == 1 ? "1 format" : formats + " formats";
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    SequencedMap<String, WeightFormat> rules = new LinkedHashMap<>();
    rules.put(WeightPart.ALL, format(draw));
    int share = draw.chance(40) ? 0 : draw.of(10, 20, 60, 90);
    List<WeightFormat> formats = new ArrayList<>();
    List<String> patterns = new ArrayList<>(draw.some(PATTERNS, share));
    if (before.part(ShapePart.class).layers() > 1) {
      patterns.addAll(draw.some(LAYER_PATTERNS, draw.chance(60) ? 0 : 40));
    }
    for (String pattern : patterns) {
      if (formats.size() < MOST_FORMATS - 1 && (formats.isEmpty() || draw.chance(60))) {
        formats.add(format(draw));
      }
      rules.put(pattern, draw.from(formats));
    }
    rules.put(WeightPart.EMBEDDING, embedding(draw, before));
    return varied(rules, before);
  }

  /**
   * The same with levels of scales in some formats; where zeros are skipped instead with groups
   * that go with the tile. Draws apart from the others, so that a plain design stays what it was.
   */
  private static WeightPart varied(SequencedMap<String, WeightFormat> rules, Recipe before) {
    Draw draw = new Draw(31L * before.text().hashCode());
    boolean skip = before.part(ZerosPart.class).skip();
    int cols = before.part(DatapathPart.class).cols();
    Map<WeightFormat, WeightFormat> varied = new HashMap<>();
    boolean levels = !skip && draw.chance(LEVELS_PERCENT);
    rules.replaceAll(
        (pattern, format) ->
            pattern.equals(WeightPart.EMBEDDING)
                ? format
                : varied.computeIfAbsent(
                    format,
                    f ->
                        skip
                            ? f.withGroup(f.group() <= 0 ? f.group() : cols * draw.between(1, 8))
                            : levels && draw.chance(60) ? LevelChoice.vary(draw, f) : f));
    return new WeightPart(rules);
  }

  private static WeightFormat format(Draw draw) {
    String element = ElementChoice.draw(draw);
    boolean zeroPoint = element.startsWith("int") && draw.chance(30);
    // A zero point leaves no room for a scale of 32 bits.
    String scale = draw.from(SCALES);
    while (zeroPoint && scale.equals("f32")) {
      scale = draw.from(SCALES);
    }
    return WeightFormat.plain(element, group(draw), scale, zeroPoint);
  }

  private static int group(Draw draw) {
    if (draw.chance(15)) {
      return 0;
    }
    return draw.chance(50)
        ? draw.powerOfTwo(8, 128)
        : draw.chance(25) ? draw.between(1, 7) : draw.between(8, 200);
  }

  private static WeightFormat embedding(Draw draw, Recipe before) {
    int vector = before.part(DatapathPart.class).vector();
    String element =
        draw.chance(80)
            ? "int(" + draw.between(2, 8) + ")"
            : draw.chance(50) ? "ternary" : "ternary packed";
    boolean zeroPoint = element.startsWith("int") && draw.chance(20);
    int group = draw.chance(20) ? 0 : vector * draw.between(1, Math.max(1, 64 / vector));
    return WeightFormat.plain(element, group, "f16", zeroPoint);
  }
}
