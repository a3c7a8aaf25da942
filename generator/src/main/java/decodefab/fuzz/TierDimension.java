package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything on chip, or any set of matrices, embedding, head and KV cache in one memory of any
 * kind: 1 to 32 channels of 32 to 1024 bit, clocks that make ports wider or narrower than the
 * channels, latencies of 1 to 2000 ns or cycles, and a bandwidth below the peak. Energy and
 * capacity say nothing to the hardware and stay as they are; longer latencies only cost time.
 */
final class TierDimension implements Dimension {
  static final List<String> MATRICES =
      List.of(
          "attention.q",
          "attention.k",
          "attention.v",
          "attention.o",
          "mlp.gate",
          "mlp.up",
          "mlp.down");

  /** All that is placed somewhere, vectors last. */
  static final List<String> TENSORS;

  private static final List<String> KINDS =
      List.of("hbm2", "hbm2e", "hbm3", "hbm3e", "ddr4", "ddr5", "lpddr4", "lpddr5", "gddr6");

  static {
    List<String> all = new ArrayList<>(MATRICES);
    all.addAll(List.of("embedding", "lm_head", "kv_cache", "norms", "activations"));
    TENSORS = List.copyOf(all);
  }

  @Override
  public String name() {
    return "memories";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>(List.of("on chip alone"));
    bins.addAll(KINDS);
    bins.addAll(List.of("one memory on chip", "two memories on chip"));
    for (int channels = 1; channels <= 32; channels *= 2) {
      bins.add("channels " + channels);
    }
    for (int width = 32; width <= 1024; width *= 2) {
      bins.add("width " + width);
    }
    bins.addAll(List.of("nothing far", "something far"));
    bins.addAll(List.of("embedding far", "lm_head far", "kv_cache far"));
    bins.addAll(
        List.of("no layer matrix far", "some layer matrices far", "all layer matrices far"));
    return bins;
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    boolean offChip = draw.chance(60);
    List<String> far = new ArrayList<>(offChip ? placed(draw) : List.of());
    if (before.part(ZerosPart.class).skip()) {
      far.retainAll(List.of("embedding", "kv_cache"));
    }
    List<String> second = new ArrayList<>();
    if (draw.chance(15)) {
      second.addAll(draw.some(TENSORS, 40));
      second.removeAll(far);
      // The first memory is to hold something too: a rule needs a tensor.
      second.remove("activations");
    }
    return new TierPart(
        offChip ? memory(draw) : TierPart.Far.NONE,
        far,
        second,
        draw.chance(80) ? 2 : draw.between(1, 10));
  }

  private static List<String> placed(Draw draw) {
    List<String> far = new ArrayList<>();
    int kind = draw.between(0, 9);
    if (kind < 5) {
      far.addAll(MATRICES);
    } else if (kind < 8) {
      far.addAll(draw.some(MATRICES, 50));
    }
    far.addAll(draw.some(List.of("embedding", "lm_head", "kv_cache"), 50));
    return far;
  }

  private static TierPart.Far memory(Draw draw) {
    int channels = draw.chance(85) ? draw.powerOfTwo(1, 4) : draw.powerOfTwo(8, 32);
    int width = draw.chance(80) ? draw.powerOfTwo(32, 256) : draw.powerOfTwo(512, 1024);
    String latency =
        draw.chance(70)
            ? draw.between(1, 300) + " ns"
            : draw.chance(50) ? draw.between(1, 200) + " cycles" : draw.between(300, 2000) + " ns";
    return new TierPart.Far(
        draw.from(KINDS),
        channels,
        width,
        draw.of(50, 100, 200, 200, 300, 450, 800),
        latency,
        draw.chance(70) ? 100 : draw.between(5, 99));
  }
}
