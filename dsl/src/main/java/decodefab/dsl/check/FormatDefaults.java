package decodefab.dsl.check;

import decodefab.design.FloatElement;
import decodefab.design.FormatChoice;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.Rule;
import decodefab.design.ScaleType;
import decodefab.design.TensorClass;
import decodefab.design.TensorPattern;
import java.util.List;
import java.util.Optional;

/**
 * Formats that hold where a design says nothing: int4 matrices; int8 for embedding and head, whose
 * errors reach every logit; int8 activations and KV cache; fp32 norms.
 */
final class FormatDefaults {
  private static final Grouping GROUP = new Grouping.PerGroup(NumberFormat.DEFAULT_GROUP);

  private FormatDefaults() {}

  static List<Rule<FormatChoice>> rules() {
    NumberFormat w4 = fixed(4);
    NumberFormat w8 = fixed(8);
    return List.of(
        new Rule<>(new TensorPattern.AllWeights(), w4, Optional.empty()),
        rule(TensorClass.EMBEDDING, w8),
        rule(TensorClass.LM_HEAD, w8),
        rule(
            TensorClass.NORMS,
            NumberFormat.inPlace(
                new FloatElement(8, 23),
                new Grouping.PerTensor(),
                new ScaleType.NoScale(),
                false,
                false)),
        rule(
            TensorClass.ACTIVATIONS,
            NumberFormat.inPlace(new IntElement(8), GROUP, ScaleType.FloatScale.F32, true, false)),
        rule(
            TensorClass.KV_CACHE,
            NumberFormat.inPlace(
                new IntElement(8), new Grouping.PerHead(), ScaleType.FloatScale.F16, true, false)));
  }

  private static NumberFormat fixed(int bits) {
    return NumberFormat.inPlace(
        new IntElement(bits), GROUP, ScaleType.FloatScale.F16, false, false);
  }

  private static Rule<FormatChoice> rule(TensorClass tensor, NumberFormat format) {
    return new Rule<>(new TensorPattern.Single(tensor), format, Optional.empty());
  }
}
