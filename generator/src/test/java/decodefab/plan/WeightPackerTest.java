package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.FloatElement;
import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.Offset;
import decodefab.format.QuantizedBlock;
import decodefab.format.QuantizedTensor;
import decodefab.format.QuantizedTensorBuilder;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.SuperGroup;
import decodefab.format.TensorFormat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Packed matrices, taken apart again as "Weight streams" of FABRIC.md says and no other way. */
class WeightPackerTest {

  /** Tile rows and columns. */
  private static final int[][] TILES = {{1, 4}, {2, 4}, {4, 16}, {8, 2}};

  /** Rows, columns, weight group, activation group and block. */
  private static final int[][] SHAPES = {
    {8, 16, 16, 16, 1}, {5, 19, 6, 8, 2}, {13, 32, 8, 12, 3}, {1, 7, 7, 16, 4}, {17, 24, 5, 3, 2}
  };

  static Stream<TensorFormat> formats() {
    List<TensorFormat> all = new ArrayList<>();
    List<ScaleCode> scales = List.of(ScaleCode.F16, ScaleCode.BF16, ScaleCode.E8M0, ScaleCode.E4M3);
    for (int bits = 2; bits <= 8; bits++) {
      ScaleCode scale = scales.get(bits % scales.size());
      all.add(TensorFormat.grouped(ElementCodes.signed(bits), 1, scale));
      all.add(
          TensorFormat.grouped(ElementCodes.unsigned(bits), 1, scale)
              .withOffset(new Offset.ZeroPoint()));
    }
    for (FloatElement f :
        List.of(new FloatElement(1, 0), new FloatElement(2, 2), new FloatElement(5, 2))) {
      all.add(TensorFormat.grouped(ElementCodes.of(f), 1, ScaleCode.F32));
    }
    ElementCode one = ElementCodes.codebook(List.of(0.0, 1.0), 16);
    ElementCode three =
        ElementCodes.codebook(List.of(-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 8.0), 16);
    all.add(TensorFormat.grouped(one, 1, ScaleCode.F16));
    all.add(TensorFormat.grouped(three, 1, ScaleCode.E8M0));
    all.add(TensorFormat.grouped(ElementCodes.ternary(), 1, ScaleCode.F16));
    all.add(packed(1));
    all.addAll(ofManyScales());
    return all.stream();
  }

  /** Minima, super-groups of three groups, and a group without a scale of its own. */
  private static List<TensorFormat> ofManyScales() {
    TensorFormat small =
        TensorFormat.grouped(ElementCodes.unsigned(4), 1, ScaleCode.unsigned(6))
            .withOffset(new Offset.Min(ScaleCode.signed(5)));
    SuperGroup halves = new SuperGroup(3, ScaleCode.F16);
    return List.of(
        small,
        small.under(halves),
        TensorFormat.grouped(ElementCodes.signed(6), 1, ScaleCode.signed(7)).under(halves),
        TensorFormat.grouped(ElementCodes.unsigned(4), 1, ScaleCode.F16)
            .withOffset(new Offset.Min(ScaleCode.F16)),
        TensorFormat.grouped(ElementCodes.unsigned(3), 1, ScaleCode.E8M0)
            .withOffset(new Offset.ZeroPoint())
            .under(new SuperGroup(3, ScaleCode.F32)),
        TensorFormat.grouped(ElementCodes.signed(4), 1, ScaleCode.ONE));
  }

  private static TensorFormat packed(int group) {
    return new TensorFormat(
        ElementCodes.ternary(),
        group,
        ScaleCode.BF16,
        new Offset.None(),
        Optional.empty(),
        ScaleCode.ONE,
        true);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void comesApartAgain(TensorFormat ungrouped) {
    int cases = 0;
    for (int[] tile : TILES) {
      for (int[] shape : SHAPES) {
        TensorFormat format =
            new TensorFormat(
                ungrouped.element(),
                shape[2],
                ungrouped.scale(),
                ungrouped.offset(),
                ungrouped.superGroup().map(s -> new SuperGroup(s.columns() * shape[2], s.scale())),
                ScaleCode.ONE,
                ungrouped.packedTrits());
        // A second format makes the scale words wider than this one needs.
        for (List<TensorFormat> others : List.of(List.<TensorFormat>of(), wide())) {
          List<TensorFormat> all = new ArrayList<>(others);
          all.add(format);
          MatvecFormats formats =
              MatvecFormats.of(
                  all.stream().map(f -> MatvecFormats.Decoder.of(f, SparsePattern.DENSE)).toList(),
                  shape[3]);
          FabricParameters fabric = new FabricParameters(tile[0], tile[1], 4, 16, 4, 1e8, formats);
          MatrixPlacement placement =
              new MatrixPlacement(
                  "wq",
                  shape[0],
                  shape[1],
                  format,
                  SparsePattern.DENSE,
                  shape[3],
                  Math.ceilDiv(shape[0], tile[0]),
                  shape[4],
                  true);
          check(fabric, placement, matrix(format, shape[0], shape[1], new Random(cases)));
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(2 * TILES.length * SHAPES.length);
  }

  /** Patterns with places, with a bitmap and stored whole; more than slots would hold is pruned. */
  @ParameterizedTest
  @CsvSource({"2,4", "1,4", "3,16", "4,8", "3,8", "16,32", "7,32", "2,32", "3,4", "7,8"})
  void sparseMatricesComeApartAgain(int kept, int group) {
    SparsePattern pattern = new SparsePattern(kept, group);
    int cases = 0;
    for (int[] tile : new int[][] {{1, 32}, {4, 16}, {2, 64}}) {
      for (TensorFormat plain : formats().toList()) {
        if (plain.packedTrits() && pattern.isSparse()) {
          continue;
        }
        TensorFormat format =
            new TensorFormat(
                plain.element(),
                2 * group,
                plain.scale(),
                plain.offset(),
                Optional.empty(),
                ScaleCode.ONE,
                plain.packedTrits());
        MatvecFormats formats =
            MatvecFormats.of(List.of(MatvecFormats.Decoder.of(format, pattern)), group);
        FabricParameters fabric = new FabricParameters(tile[0], tile[1], 4, 16, 4, 1e8, formats);
        int cols = 3 * group + 5;
        MatrixPlacement placement =
            new MatrixPlacement(
                "wq", 5, cols, format, pattern, group, Math.ceilDiv(5, tile[0]), 2, true);
        Random random = new Random(cases);
        check(fabric, placement, sparse(matrix(format, 5, cols, random), pattern, random));
        cases++;
      }
    }
    assertThat(cases).isEqualTo(3 * (formats().toList().size() - (pattern.isSparse() ? 1 : 0)));
  }

  /** The same matrix with all but the kept weights of each group made zero. */
  private static QuantizedTensor sparse(
      QuantizedTensor matrix, SparsePattern pattern, Random random) {
    TensorFormat format = matrix.format();
    QuantizedTensorBuilder builder =
        new QuantizedTensorBuilder(format, matrix.rows(), matrix.cols());
    boolean[][] stored = new boolean[matrix.rows()][matrix.cols()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int group = 0; group < format.groupsPerRow(matrix.cols()); group++) {
        int first = group * format.group();
        int length = Math.min(format.group(), matrix.cols() - first);
        int zero = matrix.zero(row, group);
        int[] codes = new int[length];
        int left = 0;
        for (int i = 0; i < length; i++) {
          left = i % pattern.group() == 0 ? pattern.kept() : left;
          // With minima no group is empty.
          boolean kept =
              (format.hasMin() && i % pattern.group() == 0)
                  || (left > 0 && random.nextInt(pattern.group()) < pattern.kept() + 1);
          left -= kept ? 1 : 0;
          stored[row][first + i] = kept;
          int none = format.hasZeroPoint() ? zero : format.element().zeroCode().orElseThrow();
          codes[i] = kept ? matrix.code(row, first + i) : none;
        }
        int[] scale = {matrix.scaleCode(row, group)};
        int[] offset = {matrix.offsetCode(row, group)};
        builder.block(row, group, new QuantizedBlock(0, 0, scale, offset, codes));
      }
      if (format.hasMin() && pattern.isSparse()) {
        builder.storing(row, stored[row]);
      }
    }
    return builder.build();
  }

  private static List<TensorFormat> wide() {
    return List.of(TensorFormat.grouped(ElementCodes.signed(4), 8, ScaleCode.F32));
  }

  private static QuantizedTensor matrix(TensorFormat format, int rows, int cols, Random random) {
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(format, rows, cols);
    int[] numbers =
        IntStream.range(0, format.element().codes()).filter(format.element()::isNumber).toArray();
    for (int row = 0; row < rows; row++) {
      for (int block = 0; block < format.blocksPerRow(cols); block++) {
        int length = Math.min(format.blockColumns(), cols - block * format.blockColumns());
        int[] codes = IntStream.range(0, length).map(i -> any(numbers, random)).toArray();
        int groups = format.groupsPerRow(length);
        int[] scales = codes(groups, format.scale(), random);
        int[] offsets =
            switch (format.offset()) {
              case Offset.None n -> new int[groups];
              case Offset.ZeroPoint z ->
                  IntStream.range(0, groups).map(i -> any(numbers, random)).toArray();
              case Offset.Min m -> codes(groups, m.code(), random);
            };
        int[] over = codes(2, format.superGroup().map(SuperGroup::scale), random);
        builder.block(row, block, new QuantizedBlock(over[0], over[1], scales, offsets, codes));
      }
    }
    return builder.build();
  }

  private static int[] codes(int count, Optional<ScaleCode> scale, Random random) {
    return scale.map(s -> codes(count, s, random)).orElse(new int[count]);
  }

  private static int[] codes(int count, ScaleCode scale, Random random) {
    return IntStream.range(0, count)
        .map(i -> scale.bits() == 0 ? 0 : random.nextInt() >>> (32 - scale.bits()))
        .toArray();
  }

  private static int any(int[] numbers, Random random) {
    return numbers[random.nextInt(numbers.length)];
  }

  private static void check(
      FabricParameters fabric, MatrixPlacement placement, QuantizedTensor matrix) {
    unpack(fabric, placement, matrix);
    unpack(fabric.skippingZeros(true), placement, matrix);
  }

  private static void unpack(
      FabricParameters fabric, MatrixPlacement placement, QuantizedTensor matrix) {
    WeightPacker packer = new WeightPacker(fabric, placement, matrix);
    ByteArrayOutputStream containers = new ByteArrayOutputStream();
    packer.containers(containers::writeBytes);
    ByteArrayOutputStream scales = new ByteArrayOutputStream();
    packer.scales(scales::writeBytes);
    assertThat(containers.size()).isEqualTo(fabric.containers(placement) * fabric.containerBytes());
    assertThat(scales.size())
        .isEqualTo(fabric.scaleWords(placement) * fabric.rows() * fabric.formats().scaleBits() / 8);
    Unpacker unpacker =
        new Unpacker(fabric, placement, matrix, containers.toByteArray(), scales.toByteArray());
    unpacker.check();
  }

  /** Reads the streams in the order of the engine's loops. */
  private static final class Unpacker {
    private final FabricParameters fabric;
    private final MatrixPlacement placement;
    private final QuantizedTensor matrix;
    private final byte[] containers;
    private final byte[] scales;
    private int start;
    private int word;
    private long words;
    private int scalePlace;

    Unpacker(
        FabricParameters fabric,
        MatrixPlacement placement,
        QuantizedTensor matrix,
        byte[] containers,
        byte[] scales) {
      this.fabric = fabric;
      this.placement = placement;
      this.matrix = matrix;
      this.containers = containers;
      this.scales = scales;
    }

    void check() {
      for (int first = 0; first < placement.tiles(); first += placement.block()) {
        int last = Math.min(first + placement.block(), placement.tiles()) - 1;
        for (int column = 0; column < matrix.cols(); ) {
          int end = column + 1;
          while (end < matrix.cols()
              && end % placement.format().group() != 0
              && end % placement.activationGroup() != 0) {
            end++;
          }
          for (int tile = first; tile <= last; tile++) {
            if (column % placement.format().group() == 0) {
              scales(tile, column / placement.format().group());
            }
            int chunkCols = fabric.cols() * placement.pattern().span();
            for (int chunk = column / chunkCols; chunk * chunkCols < end; chunk++) {
              word(tile, chunk, column, end);
            }
          }
          column = end;
          if (fabric.skipsZeros()) {
            nextContainer();
          }
        }
      }
      assertThat(words).isEqualTo(placement.words(fabric.cols()));
      assertThat(scales.length - scalePlace).isBetween(0, fabric.scaleWordBytes() - 1);
    }

    /** What jumps start at a container. */
    private void nextContainer() {
      int bytes = fabric.containerBytes();
      int bits = placement.format().element().bits() + placement.pattern().indexBits();
      int used =
          placement.format().packedTrits()
              ? Math.ceilDiv(word, 5) * fabric.lanes()
              : Math.ceilDiv(word * fabric.lanes() * bits, 8);
      start += Math.ceilDiv(used, bytes) * bytes;
      word = 0;
    }

    /** Scale words of equal fields, or of units one behind the other. */
    private void scales(int tile, int group) {
      byte[][] expected = new byte[fabric.rows()][];
      for (int r = 0; r < fabric.rows(); r++) {
        int row = tile * fabric.rows() + r;
        byte[] field = field(Math.min(row, matrix.rows() - 1), group);
        expected[r] = row < matrix.rows() ? field : new byte[field.length];
      }
      int length = expected[0].length;
      boolean gapless = fabric.formats().hasSuperGroups();
      int unit = gapless ? fabric.formats().scaleUnit() / 8 : fabric.formats().scaleBits() / 8;
      int end = gapless || length == 0 ? length : unit;
      for (int from = 0; from < end; from += unit) {
        for (int r = 0; r < fabric.rows(); r++) {
          assertThat(Arrays.copyOfRange(scales, scalePlace, scalePlace + unit))
              .as("tile %d, group %d, row %d", tile, group, r)
              .isEqualTo(Arrays.copyOfRange(expected[r], from, from + unit));
          scalePlace += unit;
        }
      }
    }

    /** What a row has in the scale word of a group, lowest byte first. */
    private byte[] field(int row, int group) {
      TensorFormat format = placement.format();
      ByteArrayOutputStream field = new ByteArrayOutputStream();
      put(field, format.scale(), matrix.scaleCode(row, group));
      switch (format.offset()) {
        case Offset.None n -> {}
        case Offset.ZeroPoint z -> field.write(matrix.zero(row, group));
        case Offset.Min m -> put(field, m.code(), matrix.offsetCode(row, group));
      }
      if (format.superGroup().isPresent() && group % 3 == 0) {
        ScaleCode code = format.superGroup().get().scale();
        put(field, code, matrix.superScaleCode(row, group / 3));
        if (format.hasMin()) {
          put(field, code, matrix.superMinCode(row, group / 3));
        }
      }
      return field.toByteArray();
    }

    private static void put(ByteArrayOutputStream field, ScaleCode scale, int code) {
      int spare = 32 - scale.bits();
      int wide = scale.isInteger() && scale.isSigned() ? code << spare >> spare : code;
      for (int bit = 0; bit < scale.bits(); bit += 8) {
        field.write(wide >> bit);
      }
    }

    private void word(int tile, int chunk, int from, int to) {
      for (int r = 0; r < fabric.rows(); r++) {
        int row = tile * fabric.rows() + r;
        boolean rowInside = row < matrix.rows();
        int zero = rowInside ? matrix.zero(row, from / placement.format().group()) : 0;
        int chunkCols = fabric.cols() * placement.pattern().span();
        long[] values = rowOfWord(r, zero);
        boolean[] weights = weightsOfWord(r);
        for (int c = 0; c < chunkCols; c++) {
          int column = chunk * chunkCols + c;
          long value = values[c];
          boolean inside = rowInside && column >= from && column < to;
          long expected = inside ? matrix.value(row, column) : zero;
          assertThat(value).as("row %d, column %d", row, column).isEqualTo(expected);
          if (inside && weights.length > 0) {
            assertThat(weights[c])
                .as("weight in row %d, column %d", row, column)
                .isEqualTo(matrix.stores(row, column));
          }
        }
      }
      word++;
      words++;
    }

    /** What a row of the present word says of each column; the zero point where it says nothing. */
    private long[] rowOfWord(int r, int zero) {
      SparsePattern pattern = placement.pattern();
      long[] values = new long[fabric.cols() * pattern.span()];
      Arrays.fill(values, zero);
      for (int c = 0; c < fabric.cols(); c++) {
        int lane = r * fabric.cols() + c;
        long value = integer(lane);
        if (!pattern.isSparse()) {
          values[c] = value;
        } else if (value != zero) {
          values[c / pattern.slots() * pattern.group() + place(lane, pattern)] = value;
        }
      }
      return values;
    }

    /**
     * Which columns of a word inside a piece a row has weights for; of a format with minima, whose
     * empty lanes are to be told from zeros.
     */
    private boolean[] weightsOfWord(int r) {
      SparsePattern pattern = placement.pattern();
      boolean told = placement.format().hasMin() && pattern.isSparse();
      boolean[] weights = new boolean[told ? fabric.cols() * pattern.span() : 0];
      for (int c = 0; told && c < fabric.cols(); c++) {
        int lane = r * fabric.cols() + c;
        int first = c / pattern.slots() * pattern.group();
        if (!pattern.hasBitmap()) {
          int place = (int) index(lane, pattern);
          weights[first + place] |= c % pattern.slots() == 0 || place > 0;
        } else {
          for (int b = 0; b < pattern.span(); b++) {
            int place = c % pattern.slots() * pattern.span() + b;
            weights[first + place] = (index(lane, pattern) >> b & 1) == 1;
          }
        }
      }
      return weights;
    }

    /** The place that a lane's weight has in its group. */
    private int place(int lane, SparsePattern pattern) {
      if (!pattern.hasBitmap()) {
        return (int) index(lane, pattern);
      }
      int first = lane / pattern.slots() * pattern.slots();
      int ones = 0;
      for (int place = 0; place < pattern.group(); place++) {
        long share = index(first + place / pattern.span(), pattern);
        if ((share >> (place % pattern.span()) & 1) == 1 && ones++ == lane - first) {
          return place;
        }
      }
      throw new AssertionError("lane " + lane + " has a weight and no bit");
    }

    /** What stands behind the code of a lane. */
    private long index(int lane, SparsePattern pattern) {
      int bits = placement.format().element().bits();
      return bits(containers, place(lane) + bits, pattern.indexBits());
    }

    private long place(int lane) {
      int bits = placement.format().element().bits() + placement.pattern().indexBits();
      return 8L * start + ((long) word * fabric.lanes() + lane) * bits;
    }

    /** What lane {@code lane} of the present word decodes to, before a zero point. */
    private long integer(int lane) {
      int lanes = fabric.rows() * fabric.cols();
      ElementCode element = placement.format().element();
      if (placement.format().packedTrits()) {
        int fraction = containers[start + word / 5 * lanes + lane] & 0xFF;
        for (int i = 0; i < word % 5; i++) {
          fraction = 3 * fraction % 256;
        }
        return 3 * fraction / 256 - 1L;
      }
      return element.value((int) bits(containers, place(lane), element.bits()));
    }

    private static long bits(byte[] bytes, long place, int count) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        long bit = bytes[(int) ((place + i) / 8)] >> ((place + i) % 8) & 1;
        value |= bit << i;
      }
      return value;
    }
  }
}
