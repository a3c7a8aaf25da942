package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How activations, and with them keys and values, are quantized.
 *
 * @param group elements of an activation vector that share a scale; {@link #WHOLE} for all of them
 * @param vector of the datapath, which divides the group
 * @param bits of an activation
 * @param scale type of an activation's scale
 * @param cacheBits of a key or a value
 */
record ActivationPart(int group, int vector, int bits, String scale, int cacheBits)
    implements Part {
  /** A group that holds any vector of a fuzzed model. */
  static final int WHOLE = 1024;

  @Override
  public List<String> clauses() {
    String grouping = group == WHOLE ? "token" : "group(" + group + ")";
    return List.of(
        "quantize activations as int(%d) per %s scale %s dynamic".formatted(bits, grouping, scale),
        "quantize kv_cache as int(%d) per head scale f16 dynamic".formatted(cacheBits));
  }

  @Override
  public String summary() {
    return "activations int(%d) by %d, cache int(%d)".formatted(bits, group, cacheBits);
  }

  @Override
  public List<String> bins() {
    return List.of(
        group == WHOLE
            ? "per token"
            : group == vector
                ? "group of a vector"
                : Integer.bitCount(group) == 1 ? "group of a power of two" : "other group",
        ActivationDimension.width(bits),
        "scale " + scale,
        ActivationDimension.cache(cacheBits));
  }

  @Override
  public List<Part> simpler() {
    List<Part> parts = new ArrayList<>();
    if (bits != 8 || cacheBits != 8 || !scale.equals("f32")) {
      parts.add(new ActivationPart(group, vector, 8, "f32", 8));
      parts.add(new ActivationPart(group, vector, 8, scale, cacheBits));
      parts.add(new ActivationPart(group, vector, bits, "f32", cacheBits));
      parts.add(new ActivationPart(group, vector, bits, scale, 8));
      parts.removeIf(this::equals);
    }
    Stream.of(8, 16, 32, 64)
        .filter(size -> size < group || (Integer.bitCount(group) != 1 && size < 2 * group))
        .map(size -> new ActivationPart(size, vector, bits, scale, cacheBits))
        .forEach(parts::add);
    return parts;
  }
}
