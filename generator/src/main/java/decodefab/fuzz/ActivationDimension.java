package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Activations of 2 to 16 bits in groups of 1 to 8 vectors or one group for a whole vector, and a
 * cache of 2 to 8 bits, as the tile allows. What a memory cannot hold of the latter is refused and
 * drawn anew.
 */
final class ActivationDimension implements Dimension {
  private static final int LEAST_BITS = 2;
  private static final int USUAL_BITS = 8;
  private static final int MOST_BITS = 16;

  @Override
  public String name() {
    return "activations";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>();
    bins.addAll(
        List.of("group of a vector", "group of a power of two", "other group", "per token"));
    bins.addAll(List.of(width(LEAST_BITS), width(USUAL_BITS), width(9), width(MOST_BITS)));
    bins.addAll(List.of("scale f32", "scale f16"));
    for (int bits = LEAST_BITS; bits <= USUAL_BITS; bits++) {
      bins.add(cache(bits));
    }
    return bins;
  }

  /** The bin of so many bits of an activation. */
  static String width(int bits) {
    return switch (bits) {
      case USUAL_BITS -> "8 bits";
      case MOST_BITS -> "16 bits";
      default -> bits < USUAL_BITS ? "2 to 7 bits" : "9 to 15 bits";
    };
  }

  /** The bin of so many bits of a key or a value. */
  static String cache(int bits) {
    return "cache int(" + bits + ")";
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    int vector = before.part(DatapathPart.class).vector();
    int vectors = draw.chance(15) ? 1 : draw.chance(60) ? draw.of(2, 4, 8) : draw.between(2, 8);
    int bits =
        draw.chance(40)
            ? USUAL_BITS
            : draw.chance(30) ? MOST_BITS : draw.between(LEAST_BITS, MOST_BITS - 1);
    int cacheBits = cacheBits(draw, before.part(DatapathPart.class));
    ActivationPart part =
        new ActivationPart(
            draw.chance(8) ? ActivationPart.WHOLE : vector * vectors,
            vector,
            bits,
            draw.chance(70) ? "f32" : "f16",
            cacheBits);
    return before.part(ZerosPart.class).skip() ? withZeros(draw, before, part) : part;
  }

  /** Few bits, so that there are zeros, and groups of whole columns of the tile. */
  private static ActivationPart withZeros(Draw draw, Recipe before, ActivationPart part) {
    DatapathPart tile = before.part(DatapathPart.class);
    int least = Math.max(tile.cols(), tile.vector());
    return new ActivationPart(
        part.group() == ActivationPart.WHOLE ? part.group() : least * draw.of(1, 1, 2, 3, 4),
        part.vector(),
        draw.chance(75) ? draw.between(LEAST_BITS, 4) : part.bits(),
        part.scale(),
        part.cacheBits());
  }

  /** Bits of which rows and columns of the tile are whole bytes. */
  private static int cacheBits(Draw draw, DatapathPart tile) {
    List<Integer> legal =
        IntStream.rangeClosed(LEAST_BITS, USUAL_BITS)
            .filter(bits -> Math.min(tile.rows(), tile.cols()) * bits % Byte.SIZE == 0)
            .boxed()
            .toList();
    return draw.chance(40) ? USUAL_BITS : draw.from(legal);
  }
}
