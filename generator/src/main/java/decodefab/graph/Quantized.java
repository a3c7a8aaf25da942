package decodefab.graph;

import decodefab.format.DynamicFormat;
import decodefab.graph.Value.Kind;
import java.util.List;

/**
 * A quantized activation: integer codes and one scale per group.
 *
 * @param codes the codes
 * @param scales the scales, one per group of the codes
 */
record Quantized(Value codes, Value scales) {
  /** Appends the operations that turn group maxima into scales and a vector into codes. */
  static Quantized of(List<Op> ops, Value in, Value max, int size, DynamicFormat format) {
    Value scale = new Value(in.name() + ".scale", Kind.SCALES, max.extent());
    Value inverse = new Value(in.name() + ".inverse", Kind.SCALARS, max.extent());
    Value codes = new Value(in.name() + ".codes", Kind.CODES, in.extent());
    ops.add(new Op.GroupScales(max, format, scale, inverse));
    ops.add(new Op.Quantize(in, inverse, size, format, codes));
    return new Quantized(codes, scale);
  }
}
