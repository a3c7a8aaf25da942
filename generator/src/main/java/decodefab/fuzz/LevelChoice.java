package decodefab.fuzz;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a format may have beyond one scale for each group: a scale of the whole tensor, minima,
 * scales of scales, and codes that are searched for.
 */
final class LevelChoice {
  private static final List<String> UPPER = List.of("f16", "bf16", "f32");
  private static final int MOST_GROUPS_UNDER = 8;

  private LevelChoice() {}

  /** A format with something of that kind, or as it was. */
  static WeightFormat vary(Draw draw, WeightFormat format) {
    WeightFormat varied = draw.chance(60) ? levels(draw, format) : format;
    return draw.chance(40) ? varied.by(draw.of("nearest", "least_squares", "gptq")) : varied;
  }

  private static WeightFormat levels(Draw draw, WeightFormat format) {
    boolean minima = format.element().startsWith("int") && !format.zeroPoint();
    if (format.group() <= 0 || draw.chance(20)) {
      return format.withGroup(WeightFormat.TENSOR);
    }
    if (minima && draw.chance(25)) {
      String scale = format.scaling().type().startsWith("e") ? "f16" : format.scaling().type();
      return format.withScaling(new Scaling(scale, draw.of("f16", "bf16"), 0, ""));
    }
    String scale = draw.chance(30) ? "e4m3" : integer(draw);
    if (draw.chance(30)) {
      return format.withScaling(new Scaling(scale, "", Scaling.TENSOR, "f32"));
    }
    int under =
        format.group() * draw.from(IntStream.rangeClosed(1, MOST_GROUPS_UNDER).boxed().toList());
    String min = minima && scale.contains("int") && draw.chance(50) ? integer(draw) : "";
    return format.withScaling(new Scaling(scale, min, under, draw.from(UPPER)));
  }

  private static String integer(Draw draw) {
    return draw.of("int(", "uint(") + draw.between(2, 8) + ")";
  }
}
