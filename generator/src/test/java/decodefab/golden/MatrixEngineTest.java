package decodefab.golden;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.Pruning;
import decodefab.format.BlockSize;
import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.FullRange;
import decodefab.format.MatrixQuantizer;
import decodefab.format.Offset;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.SuperGroup;
import decodefab.format.TensorFormat;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The blocked products against one element after the other. */
class MatrixEngineTest {
  @Provide
  Arbitrary<TensorFormat> formats() {
    TensorFormat minima =
        TensorFormat.grouped(ElementCodes.unsigned(4), 1, ScaleCode.F16)
            .withOffset(new Offset.Min(ScaleCode.F16));
    return Arbitraries.of(
        List.of(
            plain(ElementCodes.signed(4)),
            plain(ElementCodes.signed(16)),
            plain(ElementCodes.ternary()),
            plain(ElementCodes.smallFloat(2, 1)),
            plain(ElementCodes.smallFloat(4, 3)),
            plain(ElementCodes.smallFloat(5, 2)),
            minima,
            TensorFormat.grouped(ElementCodes.smallFloat(2, 1), 1, ScaleCode.E4M3)
                .underTensor(ScaleCode.F32),
            TensorFormat.grouped(ElementCodes.signed(6), 1, ScaleCode.signed(8))
                .under(new SuperGroup(2, ScaleCode.F16)),
            TensorFormat.grouped(ElementCodes.unsigned(4), 1, ScaleCode.unsigned(6))
                .withOffset(new Offset.Min(ScaleCode.unsigned(6)))
                .under(new SuperGroup(2, ScaleCode.F16))));
  }

  private static TensorFormat plain(ElementCode element) {
    return TensorFormat.grouped(element, 1, ScaleCode.F16);
  }

  @Property(tries = 200)
  void multipliesAsOneElementAfterTheOther(
      @ForAll("formats") TensorFormat ungrouped,
      @ForAll @IntRange(min = 1, max = 600) int rows,
      @ForAll @IntRange(min = 1, max = 90) int cols,
      @ForAll @IntRange(min = 1, max = 48) int weightGroup,
      @ForAll @IntRange(min = 1, max = 48) int group,
      @ForAll @IntRange(min = 2, max = 16) int bits,
      @ForAll long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    QuantizedTensor tensor = matrix(ungrouped, weightGroup, rows, cols, seed);
    int limit = (1 << (bits - 1)) - 1;
    short[] codes = new short[cols];
    for (int c = 0; c < cols; c++) {
      codes[c] = (short) random.nextInt(-limit, limit + 1);
    }
    float[] scales = new float[Math.ceilDiv(cols, group)];
    for (int g = 0; g < scales.length; g++) {
      scales[g] = (float) random.nextDouble(0, 1);
    }
    float[] out = new float[rows];
    MatrixEngine.multiply(
        new IntegerMatrix(tensor, SparsePattern.DENSE, bits), codes, scales, group, false, out);
    for (int r = 0; r < rows; r++) {
      assertThat(out[r]).as("row %d", r).isEqualTo(expected(tensor, r, codes, scales, group));
    }
  }

  /** Whether pieces of zeros are left out or added, no bit of a result changes. */
  @Property(tries = 100)
  void leavesOutPiecesOfZeros(
      @ForAll("formats") TensorFormat ungrouped,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 24) int weightGroup,
      @ForAll @IntRange(min = 1, max = 24) int group,
      @ForAll long seed)
      throws Exception {
    int cols = 96;
    QuantizedTensor tensor = matrix(ungrouped, weightGroup, rows, cols, seed);
    SplittableRandom random = new SplittableRandom(seed);
    short[] codes = new short[cols];
    for (int c = 0; c < cols; c++) {
      codes[c] = (short) (c / 8 % 3 == 0 ? random.nextInt(-1, 2) : 0);
    }
    float[] scales = new float[Math.ceilDiv(cols, group)];
    for (int g = 0; g < scales.length; g++) {
      scales[g] = (float) random.nextDouble(0, 1);
    }
    float[] all = new float[rows];
    float[] out = new float[rows];
    IntegerMatrix m = new IntegerMatrix(tensor, SparsePattern.DENSE, 8);
    MatrixEngine.multiply(m, codes, scales, group, false, all);
    MatrixEngine.multiply(m, codes, scales, group, true, out);
    for (int r = 0; r < rows; r++) {
      assertThat(Float.floatToRawIntBits(out[r])).isEqualTo(Float.floatToRawIntBits(all[r]));
    }
  }

  /**
   * The corners in which it does matter: an infinite scale, and a sum that was flushed to -0. The
   * last piece of a row is always added.
   */
  @Test
  void addsNothingForZerosInAnyCorner() throws Exception {
    QuantizedTensor ones =
        new MatrixQuantizer(plain(ElementCodes.signed(4)), new FullRange())
            .quantize(1, 4, (r, into) -> Arrays.fill(into, 1f));
    float infinite = Float.POSITIVE_INFINITY;
    assertThat(corner(ones, true, new int[] {1, -1, 0, 0}, 1, 1, infinite, 1)).isEqualTo(0f);
    assertThat(corner(ones, false, new int[] {1, -1, 0, 0}, 1, 1, infinite, 1)).isNaN();
    assertThat(corner(ones, true, new int[] {1, -1, 0, 0}, 1, 1, 1, infinite)).isNaN();
    float small = 0x1p-120f;
    float larger = 0x1.00001p-120f;
    int[] flushed = {1, -1, 0, -1};
    assertThat(corner(ones, true, flushed, small, larger, 1, 0)).isEqualTo(-0f);
    assertThat(corner(ones, false, flushed, small, larger, 1, 0)).isEqualTo(0f);
  }

  /** A row of ones times codes, each of a scale of its own; boxed, so that -0 is not +0. */
  private static Float corner(QuantizedTensor row, boolean skips, int[] codes, float... scales) {
    short[] activations = new short[codes.length];
    for (int c = 0; c < codes.length; c++) {
      activations[c] = (short) codes[c];
    }
    float[] out = new float[1];
    IntegerMatrix m = new IntegerMatrix(row, SparsePattern.DENSE, 8);
    MatrixEngine.multiply(m, activations, scales, 1, skips, out);
    return out[0];
  }

  private static QuantizedTensor matrix(
      TensorFormat ungrouped, int weightGroup, int rows, int cols, long seed) throws Exception {
    TensorFormat format = grouped(ungrouped, weightGroup);
    return new MatrixQuantizer(format, new FullRange())
        .quantize(
            rows,
            cols,
            (r, into) -> {
              // A quantizer may read a row more than once.
              SplittableRandom weights = new SplittableRandom(seed + r);
              for (int c = 0; c < cols; c++) {
                into[c] = (float) weights.nextDouble(-1, 1);
              }
            });
  }

  private static TensorFormat grouped(TensorFormat ungrouped, int weightGroup) {
    return new TensorFormat(
        ungrouped.element(),
        weightGroup,
        ungrouped.scale(),
        ungrouped.offset(),
        ungrouped.superGroup().map(s -> new SuperGroup(2 * weightGroup, s.scale())),
        ungrouped.tensorScale(),
        false);
  }

  private static final int BLOCK = 16;
  private static final int BLOCKS = 6;

  /** Whether blocks of zeros are stored or not, no bit of a result changes. */
  @Property(tries = 100)
  void leavesBlocksOfZerosOut(
      @ForAll("formats") TensorFormat ungrouped,
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 0, max = 3) int weights,
      @ForAll @IntRange(min = 0, max = 3) int activations,
      @ForAll long seed)
      throws Exception {
    int[] groups = {8, BLOCK, 2 * BLOCK, BLOCK * BLOCKS};
    int weightGroup = groups[ungrouped.hasMin() ? weights % 2 : weights];
    int group = groups[activations];
    TensorFormat format = grouped(ungrouped, weightGroup);
    int cols = BLOCK * BLOCKS;
    BlockSize block = new BlockSize(8, BLOCK);
    QuantizedTensor tensor =
        new MatrixQuantizer(format, new FullRange())
            .quantize(
                rows,
                cols,
                (r, into) -> {
                  SplittableRandom values = new SplittableRandom(seed + r);
                  for (int c = 0; c < cols; c++) {
                    double weight = values.nextDouble(-1, 1);
                    into[c] = (c / BLOCK + r / 8) % 3 == 0 ? (float) weight : 0;
                  }
                });
    SplittableRandom random = new SplittableRandom(seed);
    short[] codes = new short[cols];
    for (int c = 0; c < cols; c++) {
      codes[c] = (short) random.nextInt(-127, 128);
    }
    float[] scales = new float[cols / Math.min(group, 8)];
    for (int g = 0; g < scales.length; g++) {
      scales[g] = (float) random.nextDouble(0, 1);
    }
    float[] all = new float[rows];
    MatrixEngine.multiply(
        new IntegerMatrix(tensor, blocks(1, 1, block), 8), codes, scales, group, false, all);
    for (int kept = 2; kept < BLOCKS; kept++) {
      float[] out = new float[rows];
      MatrixEngine.multiply(
          new IntegerMatrix(tensor, blocks(kept, BLOCKS, block), 8),
          codes,
          scales,
          group,
          false,
          out);
      assertThat(out).as("%d blocks stored", kept).isEqualTo(all);
    }
    assertThat(all).isNotEqualTo(new float[rows]);
  }

  /** A minimum goes to what is stored alone, whatever else its group has. */
  @Property(tries = 100)
  void addsMinimaToStoredWeightsOnly(
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 90) int cols,
      @ForAll @IntRange(min = 1, max = 6) int weightGroup,
      @ForAll @IntRange(min = 1, max = 6) int group,
      @ForAll @IntRange(min = 1, max = 7) int kept,
      @ForAll boolean superGroups,
      @ForAll long seed)
      throws Exception {
    SparsePattern pattern = new SparsePattern(kept, 8);
    TensorFormat one =
        TensorFormat.grouped(ElementCodes.unsigned(4), 8 * weightGroup, ScaleCode.F16)
            .withOffset(new Offset.Min(ScaleCode.F16));
    TensorFormat two =
        TensorFormat.grouped(ElementCodes.unsigned(4), 8 * weightGroup, ScaleCode.unsigned(6))
            .withOffset(new Offset.Min(ScaleCode.unsigned(6)))
            .under(new SuperGroup(16 * weightGroup, ScaleCode.F16));
    QuantizedTensor tensor =
        new MatrixQuantizer(superGroups ? two : one, new FullRange())
            .storing(pattern)
            .quantize(rows, cols, (r, into) -> pruned(new SplittableRandom(seed + r), kept, into));
    SplittableRandom random = new SplittableRandom(seed);
    short[] codes = new short[cols];
    for (int c = 0; c < cols; c++) {
      codes[c] = (short) random.nextInt(-127, 128);
    }
    float[] scales = new float[Math.ceilDiv(cols, 8 * group)];
    for (int g = 0; g < scales.length; g++) {
      scales[g] = (float) random.nextDouble(0, 1);
    }
    float[] out = new float[rows];
    IntegerMatrix m = new IntegerMatrix(tensor, pattern, 8);
    MatrixEngine.multiply(m, codes, scales, 8 * group, false, out);
    assertThat(m.leavesOut()).isEqualTo(tensor.leavesOut());
    for (int r = 0; r < rows; r++) {
      assertThat(out[r]).as("row %d", r).isEqualTo(expected(tensor, r, codes, scales, 8 * group));
    }
  }

  /** Weights of which the first of each eight stay. */
  private static void pruned(SplittableRandom random, int kept, float[] into) {
    for (int c = 0; c < into.length; c++) {
      into[c] = c % 8 < kept ? (float) random.nextDouble(-1, 1) : 0;
    }
  }

  private static SparsePattern blocks(int kept, int of, BlockSize block) {
    return new SparsePattern(kept, of, Pruning.MASK, Optional.of(block));
  }

  private static float expected(
      QuantizedTensor m, int row, short[] codes, float[] scales, int group) {
    float acc = 0f;
    BigInteger dot = BigInteger.ZERO;
    long sum = 0;
    for (int c = 0; c < m.cols(); c++) {
      dot = dot.add(BigInteger.valueOf(m.value(row, c)).multiply(BigInteger.valueOf(codes[c])));
      sum += m.stores(row, c) ? codes[c] : 0;
      int next = c + 1;
      if (next == m.cols() || next % m.format().group() == 0 || next % group == 0) {
        float power = Math.scalb(1f, m.format().element().exponent());
        float factor = Fp32.mul(scales[c / group], Fp32.mul(m.tensorScale(), power));
        int weightGroup = c / m.format().group();
        float scale = Fp32.mul(m.groupScale(row, weightGroup), factor);
        float term = Fp32.mul(Fp32.fromInt(dot.longValueExact()), scale);
        if (m.format().hasMin()) {
          float min = Fp32.mul(m.groupMin(row, weightGroup), factor);
          term = Fp32.add(term, Fp32.mul(Fp32.fromInt(sum), min));
        }
        acc = Fp32.add(acc, term);
        dot = BigInteger.ZERO;
        sum = 0;
      }
    }
    return acc;
  }

  @Property
  void findsMaximaInTheOrderOfTheFabric(@ForAll int[] bits) {
    int count = Math.max(1, bits.length);
    float[] values = new float[count];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    float max = values[0];
    float largest = 0f;
    for (float value : values) {
      max = Fp32.max(max, value);
      largest = Fp32.max(largest, Fp32.abs(value));
    }
    float[] groups = new float[1];
    VectorEngine.groupMax(values, count, count, groups);
    assertThat(Float.floatToRawIntBits(VectorEngine.max(values, count)))
        .isEqualTo(Float.floatToRawIntBits(max));
    assertThat(Float.floatToRawIntBits(groups[0])).isEqualTo(Float.floatToRawIntBits(largest));
  }
}
