package decodefab.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns blocks of weights into codes: a rule chooses the scale of each group, the scale is rounded
 * to what can be stored, and each weight becomes the code nearest to it under that scale. Weights
 * that were quantized in this format before come out as they were (see {@link #withRecovery}).
 */
public final class BlockQuantizer {
  private final TensorFormat format;
  private final ScaleRule rule;
  private final float tensorScale;
  private final Optional<Recovery> recovery;

  /** A quantizer that recovers, for tensors without a scale of their own. */
  public BlockQuantizer(TensorFormat format, ScaleRule rule) {
    this(format, rule, 1, Optional.of(new Recovery(format, 1)));
  }

  private BlockQuantizer(
      TensorFormat format, ScaleRule rule, float tensorScale, Optional<Recovery> recovery) {
    this.format = Objects.requireNonNull(format, "format");
    this.rule = Objects.requireNonNull(rule, "rule");
    this.tensorScale = tensorScale;
    this.recovery = recovery;
  }

  /**
   * The same under a scale of the tensor.
   *
   * @param scale above zero
   */
  public BlockQuantizer withTensorScale(float scale) {
    return new BlockQuantizer(format, rule, scale, recovery.map(r -> new Recovery(format, scale)));
  }

  /**
   * The same with or without recovery: whether a group whose weights are, all of them and exactly,
   * codes of this format times a scale that can be stored keeps those. Formats of two levels never
   * do, since neither level can be told from its product; import their codes instead.
   */
  public BlockQuantizer withRecovery(boolean recover) {
    return new BlockQuantizer(
        format,
        rule,
        tensorScale,
        recover ? Optional.of(new Recovery(format, tensorScale)) : Optional.empty());
  }

  /**
   * Quantizes one block, {@code row[from..to-1]}; shorter than {@link TensorFormat#blockColumns}
   * only at the end of a row. Weights that are not stored get the code of zero and have no part in
   * any scale.
   *
   * @param stored by column of the row; one in each group at least
   * @return empty when a scale is larger than its type holds
   * @throws IllegalArgumentException when a weight is NaN
   */
  Optional<QuantizedBlock> quantize(float[] row, boolean[] stored, int from, int to) {
    Optional<QuantizedBlock> recovered = recover(row, stored, from, to);
    if (recovered.isPresent()) {
      return recovered;
    }
    return scales(row, stored, from, to)
        .map(
            scales -> {
              int[] codes = new int[to - from];
              for (int i = 0; i < codes.length; i++) {
                GroupScale group = scales.groups().get(i / format.group());
                codes[i] = stored[from + i] ? group.code(format, row[from + i]) : zeroCode();
              }
              return scales.with(codes);
            });
  }

  /** What stands for a weight that is not stored. */
  int zeroCode() {
    return format.element().zeroCode().orElseThrow();
  }

  /** The block as it was quantized before; empty when it was not. */
  Optional<QuantizedBlock> recover(float[] row, boolean[] stored, int from, int to) {
    float[] weights = stored(row, stored, from, to);
    return recovery
        .flatMap(r -> r.recover(weights, 0, weights.length))
        .map(block -> weights.length == to - from ? block : spread(block, stored, from, to));
  }

  /** A block of what is stored, with zeros between. */
  private QuantizedBlock spread(QuantizedBlock block, boolean[] stored, int from, int to) {
    int[] codes = new int[to - from];
    int next = 0;
    for (int i = 0; i < codes.length; i++) {
      codes[i] = stored[from + i] ? block.codes()[next++] : zeroCode();
    }
    return new QuantizedBlock(
        block.superScale(), block.superMin(), block.scales(), block.offsets(), codes);
  }

  /** The scales of a block; empty when one is larger than its type holds. */
  Optional<BlockScales> scales(float[] row, boolean[] stored, int from, int to) {
    List<ScaleFit> fits = new ArrayList<>();
    for (int start = from; start < to; start += format.group()) {
      int end = Math.min(start + format.group(), to);
      float[] weights = stored(row, stored, start, end);
      fits.add(rule.fit(format, weights, 0, weights.length, tensorScale));
    }
    return format.superGroup().isPresent()
        ? new SecondLevel(format, tensorScale).store(fits)
        : GroupScale.stored(format, fits.getFirst(), tensorScale)
            .map(group -> new BlockScales(0, 0, List.of(group)));
  }

  /** The weights that are stored, side by side. */
  private static float[] stored(float[] row, boolean[] stored, int from, int to) {
    float[] weights = new float[to - from];
    int count = 0;
    for (int c = from; c < to; c++) {
      if (stored[c]) {
        weights[count++] = row[c];
      }
    }
    return Arrays.copyOf(weights, count);
  }
}
