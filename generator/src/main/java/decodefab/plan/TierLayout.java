package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Memory;
import java.util.Map;
import java.util.Optional;

/** Lays out what a design places in its off-chip memory. */
final class TierLayout {
  /** Regions start at multiples of this, the most that an AXI burst may not cross. */
  private static final long ALIGN = 4096;

  private static final int LEAST_AXI_BITS = 32;
  private static final int MOST_AXI_BITS = 1024;

  private TierLayout() {}

  static Optional<Tier> lay(
      Design design,
      FabricParameters fabric,
      int layers,
      Map<String, MatrixPlacement> matrices,
      AuxLayout aux,
      KvLayout kv,
      boolean kvOnChip) {
    Optional<Memory> used =
        design.memories().stream()
            .filter(m -> !m.onChip() && holdsSomething(design, m))
            .findFirst();
    if (used.isEmpty()) {
      return Optional.empty();
    }
    Memory memory = used.get();
    long weightBytes = 0;
    long scaleBytes = 0;
    for (MatrixPlacement m : matrices.values()) {
      if (!m.onChip()) {
        long times = m.role().equals("lm_head") ? 1 : layers;
        weightBytes += times * fabric.containers(m) * fabric.containerBytes();
        scaleBytes += times * m.scaleWords() * fabric.scaleWordBytes();
      }
    }
    int axiBits = axiBits(memory, fabric.clockHz());
    int busBytes = axiBits / 8 * memory.channels();
    long align = Math.max(ALIGN * memory.channels(), busBytes);
    long scaleBase = up(weightBytes, align);
    long embeddingBase = scaleBase + up(scaleBytes, align);
    long embeddingBytes = aux.embeddingOnChip() ? 0 : aux.embeddingWords() * fabric.vector() * 4;
    long kvBase = embeddingBase + up(embeddingBytes, align);
    long kvBytes = kvOnChip ? 0 : kv.words() * fabric.kvWordBytes();
    return Optional.of(
        new Tier(
            memory,
            axiBits,
            busBytes,
            0,
            weightBytes,
            scaleBase,
            scaleBytes,
            embeddingBase,
            embeddingBytes,
            kvBase,
            kvBytes));
  }

  private static boolean holdsSomething(Design design, Memory memory) {
    return design.placement().rules().stream().anyMatch(rule -> rule.value().equals(memory));
  }

  /**
   * Width of a channel's port at the fabric's clock: the power of two that carries the channel's
   * peak.
   */
  private static int axiBits(Memory memory, double clockHz) {
    double bits = memory.peakBytesPerSecond(clockHz) / memory.channels() / clockHz * 8;
    int width = LEAST_AXI_BITS;
    while (width < bits && width < MOST_AXI_BITS) {
      width *= 2;
    }
    return width;
  }

  private static long up(long bytes, long align) {
    return Math.ceilDiv(bytes, align) * align;
  }
}
