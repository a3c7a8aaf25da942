package decodefab.format;

import decodefab.design.FloatElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formats that the tests go through. */
final class Formats {
  static final List<Double> NF4 =
      List.of(
          -1.0,
          -0.6961928,
          -0.5250731,
          -0.3949175,
          -0.2844414,
          -0.1847734,
          -0.09105004,
          0.0,
          0.0795803,
          0.1609302,
          0.2461123,
          0.3379152,
          0.4407098,
          0.562617,
          0.7229568,
          1.0);

  private Formats() {}

  /** Every kind of element. */
  static List<ElementCode> elements() {
    return List.of(
        ElementCodes.signed(2),
        ElementCodes.signed(3),
        ElementCodes.signed(4),
        ElementCodes.signed(5),
        ElementCodes.signed(6),
        ElementCodes.signed(7),
        ElementCodes.signed(8),
        ElementCodes.signed(16),
        ElementCodes.unsigned(2),
        ElementCodes.unsigned(4),
        ElementCodes.unsigned(8),
        ElementCodes.ternary(),
        ElementCodes.smallFloat(1, 2),
        ElementCodes.smallFloat(2, 1),
        ElementCodes.smallFloat(2, 3),
        ElementCodes.smallFloat(3, 0),
        ElementCodes.smallFloat(3, 2),
        ElementCodes.smallFloat(3, 4),
        ElementCodes.smallFloat(4, 3),
        ElementCodes.smallFloat(5, 0),
        ElementCodes.smallFloat(5, 2),
        ElementCodes.codebook(NF4, 16),
        ElementCodes.codebook(NF4, 8),
        ElementCodes.codebook(List.of(-1.0, 3.0), 16));
  }

  /** Formats of one level, each with a rule that suits it. */
  static Map<TensorFormat, ScaleRule> oneLevel(int group) {
    FullRange full = new FullRange();
    Map<TensorFormat, ScaleRule> formats = new LinkedHashMap<>();
    for (int bits = 2; bits <= 8; bits++) {
      formats.put(TensorFormat.grouped(ElementCodes.signed(bits), group, ScaleCode.F16), full);
      formats.put(
          TensorFormat.grouped(ElementCodes.unsigned(bits), group, ScaleCode.F16)
              .withOffset(new Offset.ZeroPoint()),
          full);
    }
    formats.put(
        TensorFormat.grouped(ElementCodes.signed(4), group, ScaleCode.BF16), new LeastSquares(9));
    formats.put(TensorFormat.grouped(ElementCodes.signed(4), group, ScaleCode.F32), full);
    formats.put(
        TensorFormat.grouped(ElementCodes.signed(8), group, ScaleCode.E8M0), Microscaling.DOWN);
    for (FloatElement f :
        List.of(
            new FloatElement(2, 1),
            new FloatElement(2, 3),
            new FloatElement(3, 2),
            new FloatElement(4, 3),
            new FloatElement(5, 2))) {
      ElementCode element = ElementCodes.of(f);
      formats.put(TensorFormat.grouped(element, group, ScaleCode.E8M0), Microscaling.DOWN);
      formats.put(TensorFormat.grouped(element, group, ScaleCode.F16), full);
    }
    formats.put(TensorFormat.grouped(ElementCodes.ternary(), group, ScaleCode.F16), new AbsMean());
    formats.put(TensorFormat.grouped(ElementCodes.codebook(NF4, 16), group, ScaleCode.F16), full);
    formats.put(
        TensorFormat.grouped(ElementCodes.unsigned(4), group, ScaleCode.F16)
            .withOffset(new Offset.Min(ScaleCode.F16)),
        full);
    return formats;
  }
}
