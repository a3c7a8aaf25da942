package decodefab.format;

import java.util.ArrayList;
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
   * only at the end of a row.
   *
   * @return empty when a scale is larger than its type holds
   * @throws IllegalArgumentException when a weight is NaN
   */
  public Optional<QuantizedBlock> quantize(float[] row, int from, int to) {
    Optional<QuantizedBlock> recovered = recover(row, from, to);
    if (recovered.isPresent()) {
      return recovered;
    }
    return scales(row, from, to)
        .map(
            scales -> {
              int[] codes = new int[to - from];
              for (int i = 0; i < codes.length; i++) {
                GroupScale group = scales.groups().get(i / format.group());
                codes[i] = group.code(format, row[from + i]);
              }
              return scales.with(codes);
            });
  }

  /** The block as it was quantized before; empty when it was not. */
  Optional<QuantizedBlock> recover(float[] row, int from, int to) {
    return recovery.flatMap(r -> r.recover(row, from, to));
  }

  /** The scales of a block; empty when one is larger than its type holds. */
  Optional<BlockScales> scales(float[] row, int from, int to) {
    List<ScaleFit> fits = new ArrayList<>();
    for (int start = from; start < to; start += format.group()) {
      int end = Math.min(start + format.group(), to);
      fits.add(rule.fit(format, row, start, end, tensorScale));
    }
    return format.superGroup().isPresent()
        ? new SecondLevel(format, tensorScale).store(fits)
        : GroupScale.stored(format, fits.getFirst(), tensorScale)
            .map(group -> new BlockScales(0, 0, List.of(group)));
  }
}
