package decodefab.graph;

import decodefab.graph.Value.Kind;
import java.util.List;

/**
 * A quantized activation: int8 codes and one scale per group.
 *
 * @param codes the codes
 * @param scales the scales, one per group of the codes
 */
record Quantized(Value codes, Value scales) {
  /** Appends the operations that turn group maxima into scales and a vector into codes. */
  static Quantized of(List<Op> ops, Value in, Value max, int size, boolean half) {
    Value scale = new Value(in.name() + ".scale", Kind.SCALES, max.extent());
    Value inverse = new Value(in.name() + ".inverse", Kind.SCALARS, max.extent());
    Value codes = new Value(in.name() + ".codes", Kind.CODES, in.extent());
    ops.add(new Op.GroupScales(max, half, scale, inverse));
    ops.add(new Op.Quantize(in, inverse, size, codes));
    return new Quantized(codes, scale);
  }
}
