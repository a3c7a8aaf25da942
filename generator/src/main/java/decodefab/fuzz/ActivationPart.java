package decodefab.fuzz;

import java.util.List;
import java.util.stream.Stream;

/**
 * How activations are quantized.
 *
 * @param group elements that share a scale
 * @param vector of the datapath, which divides the group
 */
record ActivationPart(int group, int vector) implements Part {
  @Override
  public List<String> clauses() {
    return List.of("quantize activations as int(8) per group(" + group + ") scale f32 dynamic");
  }

  @Override
  public String summary() {
    return "activations by " + group;
  }

  @Override
  public List<String> bins() {
    return List.of(
        group == vector
            ? "group of a vector"
            : Integer.bitCount(group) == 1 ? "group of a power of two" : "other group");
  }

  @Override
  public List<Part> simpler() {
    return Stream.of(8, 16, 32, 64)
        .filter(size -> size < group || (Integer.bitCount(group) != 1 && size < 2 * group))
        .<Part>map(size -> new ActivationPart(size, vector))
        .toList();
  }
}
