package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.format.DynamicFormat;
import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.Offset;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.SuperGroup;
import decodefab.format.TensorFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of formats that a fabric decodes, and the widths that follow from it. */
class MatvecFormatsTest {

  private static TensorFormat plain(ElementCode element, ScaleCode scale) {
    return TensorFormat.grouped(element, 32, scale);
  }

  private static TensorFormat zeroPoint(int bits, ScaleCode scale) {
    return plain(ElementCodes.unsigned(bits), scale).withOffset(new Offset.ZeroPoint());
  }

  private static TensorFormat packedTrits() {
    return new TensorFormat(
        ElementCodes.ternary(),
        32,
        ScaleCode.F16,
        new Offset.None(),
        Optional.empty(),
        ScaleCode.ONE,
        true);
  }

  private static MatvecFormats dense(List<TensorFormat> formats, int longestPiece) {
    return MatvecFormats.of(
        formats.stream().map(f -> MatvecFormats.Decoder.of(f, SparsePattern.DENSE)).toList(),
        longestPiece);
  }

  @Test
  void hasTheCacheFirstAndEachDecoderOnce() {
    TensorFormat int4 = plain(ElementCodes.signed(4), ScaleCode.F16);
    TensorFormat longer = TensorFormat.grouped(ElementCodes.signed(4), 128, ScaleCode.F16);
    TensorFormat int8 = plain(ElementCodes.signed(8), ScaleCode.F16);
    TensorFormat otherScale = plain(ElementCodes.signed(4), ScaleCode.E8M0);
    MatvecFormats formats =
        dense(List.of(int4, longer, int8, otherScale, zeroPoint(4, ScaleCode.F16)), 32);
    assertThat(formats.decoders()).hasSize(4);
    assertThat(formats.index(int8, SparsePattern.DENSE)).isZero();
    assertThat(formats.index(int4, SparsePattern.DENSE)).isEqualTo(1);
    assertThat(formats.index(longer, SparsePattern.DENSE)).isEqualTo(1);
    assertThat(formats.index(otherScale, SparsePattern.DENSE)).isEqualTo(2);
    assertThat(formats.index(zeroPoint(4, ScaleCode.F16), SparsePattern.DENSE)).isEqualTo(3);
    assertThatThrownBy(() -> formats.index(packedTrits(), SparsePattern.DENSE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ternary packed");
  }

  /** Words of the cache never lie across two containers, those of a matrix of 3 bits do. */
  @ParameterizedTest
  @CsvSource({"2, 0", "3, 1", "4, 0", "5, 1", "6, 1", "7, 1", "8, 0"})
  void sharesTheCachesDecoderWhereWordsAreAlike(int bits, int index) {
    TensorFormat same = plain(ElementCodes.signed(bits), ScaleCode.F16);
    MatvecFormats formats =
        MatvecFormats.of(
            List.of(MatvecFormats.Decoder.of(same, SparsePattern.DENSE)),
            32,
            DynamicFormat.ACTIVATIONS,
            new DynamicFormat(bits, ScaleCode.F16),
            32);
    assertThat(formats.cacheBits()).isEqualTo(bits);
    assertThat(formats.valueBits()).isEqualTo(bits);
    assertThat(formats.index(same, SparsePattern.DENSE)).isEqualTo(index);
    assertThat(formats.decoders()).hasSize(index + 1);
  }

  /** 16-bit activations, and a group of probabilities longer than any of a matrix. */
  @Test
  void hasSumsThatHoldTheCachesToo() {
    DynamicFormat wide = new DynamicFormat(16, ScaleCode.F32);
    MatvecFormats formats =
        MatvecFormats.of(List.of(), 32, wide, new DynamicFormat(8, ScaleCode.F16), 1024);
    assertThat(127L * wide.limit() * 1024).isLessThan(1L << (formats.sumBits() - 1));
    assertThat(formats.sumBits()).isEqualTo(34);
  }

  @Test
  void tellsPackedTritsFromPlainOnes() {
    TensorFormat plain = plain(ElementCodes.ternary(), ScaleCode.F16);
    MatvecFormats formats = dense(List.of(plain, packedTrits()), 32);
    assertThat(formats.index(plain, SparsePattern.DENSE)).isEqualTo(1);
    assertThat(formats.index(packedTrits(), SparsePattern.DENSE)).isEqualTo(2);
  }

  /** Every sum of a piece fits, with every weight and every activation at its extreme. */
  @ParameterizedTest
  @CsvSource({"1", "2", "31", "32", "33", "64", "256", "1000"})
  void hasSumsThatHoldTheLargestPiece(int piece) {
    int cases = 0;
    for (ElementCode element :
        List.of(
            ElementCodes.signed(2),
            ElementCodes.signed(8),
            ElementCodes.unsigned(8),
            ElementCodes.smallFloat(4, 3),
            ElementCodes.smallFloat(5, 0),
            ElementCodes.smallFloat(5, 2))) {
      MatvecFormats formats = dense(List.of(plain(element, ScaleCode.F16)), piece);
      long largest = 0;
      for (long value : element.table()) {
        largest = Math.max(largest, Math.abs(value));
        long room = 1L << (formats.valueBits() - 1);
        assertThat(value).isBetween(-room, room - 1);
      }
      long sum = largest * 128 * piece;
      assertThat(sum).isLessThanOrEqualTo((1L << (formats.sumBits() - 1)) - 1);
      cases++;
    }
    assertThat(cases).isEqualTo(6);
  }

  @Test
  void takesAZeroPointFromTheWidestInteger() {
    MatvecFormats formats = dense(List.of(zeroPoint(8, ScaleCode.F16)), 32);
    long room = 1L << (formats.valueBits() - 1);
    assertThat(room).isGreaterThan(255);
    assertThat(formats.sumBits()).isEqualTo(32);
  }

  @Test
  void hasScaleWordsForTheWidestScale() {
    assertThat(scaleBits(plain(ElementCodes.signed(4), ScaleCode.F16))).isEqualTo(16);
    assertThat(scaleBits(plain(ElementCodes.signed(4), ScaleCode.BF16))).isEqualTo(16);
    assertThat(scaleBits(zeroPoint(4, ScaleCode.E8M0))).isEqualTo(16);
    assertThat(scaleBits(zeroPoint(4, ScaleCode.F16))).isEqualTo(32);
    assertThat(scaleBits(plain(ElementCodes.signed(4), ScaleCode.F32))).isEqualTo(32);
    assertThat(scaleBits(q4k())).isEqualTo(64);
  }

  /** Six bits in a byte each, beside another one; a word is filled whatever its rows are. */
  private static TensorFormat q4k() {
    return plain(ElementCodes.unsigned(4), ScaleCode.unsigned(6))
        .withOffset(new Offset.Min(ScaleCode.unsigned(6)))
        .under(new SuperGroup(256, ScaleCode.F16));
  }

  @Test
  void countsTheWordsOfSuperGroups() {
    TensorFormat q6k =
        TensorFormat.grouped(ElementCodes.signed(6), 16, ScaleCode.signed(8))
            .under(new SuperGroup(256, ScaleCode.F16));
    MatvecFormats alone = dense(List.of(q4k()), 32);
    assertThat(alone.scaleUnit()).isEqualTo(16);
    assertThat(alone.scaleWords(1, 8, 1)).isEqualTo(3); // 8 x 2 + 4 bytes of 8
    MatvecFormats both = dense(List.of(q4k(), q6k), 32);
    assertThat(both.scaleUnit()).isEqualTo(8);
    assertThat(both.scaleWords(2, 16, 1)).isEqualTo(3); // 16 + 2
    assertThat(both.scaleWords(0, 9, 0)).isEqualTo(3); // 9 x 2
  }

  @Test
  void hasNoScaleWordsForAScaleOfTheTensor() {
    TensorFormat tensor = plain(ElementCodes.ternary(), ScaleCode.ONE).underTensor(ScaleCode.F32);
    assertThat(dense(List.of(tensor), 32).scaleWords(1, 100, 0)).isZero();
  }

  private static int scaleBits(TensorFormat format) {
    return dense(List.of(format), 32).scaleBits();
  }

  /** A container has 8 bits per lane, of every format but packed trits. */
  @Test
  void countsContainers() {
    MatvecFormats formats =
        dense(List.of(plain(ElementCodes.signed(3), ScaleCode.F16), packedTrits()), 32);
    for (int words = 1; words < 100; words++) {
      assertThat(formats.containers(0, words)).isEqualTo(words);
      assertThat(formats.containers(1, words)).isEqualTo((3 * words + 7) / 8);
      assertThat(formats.containers(2, words)).isEqualTo((words + 4) / 5);
    }
  }

  /** Twice as many where any element needs it, for all formats; the cache's words stay. */
  @Test
  void hasContainersThatHoldTheWidestElement() {
    TensorFormat int8 = plain(ElementCodes.signed(8), ScaleCode.F16);
    TensorFormat int4 = plain(ElementCodes.signed(4), ScaleCode.F16);
    SparsePattern twoOfFour = new SparsePattern(2, 4);
    MatvecFormats wide =
        MatvecFormats.of(
            List.of(
                MatvecFormats.Decoder.of(int8, twoOfFour),
                MatvecFormats.Decoder.of(int4, new SparsePattern(4, 8)),
                MatvecFormats.Decoder.of(packedTrits(), SparsePattern.DENSE)),
            32);
    assertThat(wide.containerPlanes()).isEqualTo(16);
    FabricParameters fabric = new FabricParameters(4, 16, 4, 32, 5, 1e8, wide);
    assertThat(fabric.containerBytes()).isEqualTo(2 * fabric.kvWordBytes());
    assertThat(fabric.kvWordBytes()).isEqualTo(64);
    for (int words = 1; words < 100; words++) {
      assertThat(wide.containers(1, words)).isEqualTo((10 * words + 15) / 16);
      assertThat(wide.containers(2, words)).isEqualTo((6 * words + 15) / 16);
      assertThat(wide.containers(3, words)).isEqualTo((words + 9) / 10);
    }
    MatvecFormats narrow = MatvecFormats.of(List.of(MatvecFormats.Decoder.of(int4, twoOfFour)), 32);
    assertThat(narrow.containerPlanes()).isEqualTo(8);
  }

  /** What is pruned and stored whole needs no logic that a dense matrix does not have. */
  @Test
  void sharesTheDenseDecoderWithWhatIsStoredWhole() {
    TensorFormat int4 = plain(ElementCodes.signed(4), ScaleCode.F16);
    MatvecFormats formats =
        MatvecFormats.of(
            List.of(
                MatvecFormats.Decoder.of(int4, SparsePattern.DENSE),
                MatvecFormats.Decoder.of(int4, new SparsePattern(3, 4)),
                MatvecFormats.Decoder.of(int4, new SparsePattern(7, 8))),
            32);
    assertThat(formats.decoders()).hasSize(2);
    assertThat(formats.index(int4, new SparsePattern(7, 8))).isEqualTo(1);
  }
}
