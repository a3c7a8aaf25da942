package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.Pruning;
import decodefab.format.BlockSize;
import decodefab.format.ElementCodes;
import decodefab.format.KeptBlocks;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A block-sparse matrix is packed as the dense one that its kept blocks make side by side, groups
 * cut into those of blocks.
 */
class BlockPackingTest {
  private static final int ROWS = 9;
  private static final int COLS = 96;
  private static final BlockSize BLOCK = new BlockSize(4, 16);
  private static final SparsePattern PATTERN =
      new SparsePattern(1, 3, Pruning.MASK, Optional.of(BLOCK));
  private static final int KEPT = 2;

  /** Which of six blocks are not zero, by band. */
  private static final int[][] BANDS = {{0, 5}, {2, 3}, {1, 4}};

  static Stream<TensorFormat> formats() {
    List<TensorFormat> all = new ArrayList<>();
    for (int group : new int[] {8, 16, 48}) {
      SuperGroup halves = new SuperGroup(2 * group, ScaleCode.F16);
      TensorFormat plain = TensorFormat.grouped(ElementCodes.signed(4), group, ScaleCode.F16);
      all.add(plain);
      all.add(plain.under(halves));
      all.add(TensorFormat.grouped(ElementCodes.signed(3), group, ScaleCode.ONE));
      TensorFormat unsigned =
          TensorFormat.grouped(ElementCodes.unsigned(5), group, ScaleCode.unsigned(6));
      all.add(unsigned.withOffset(new Offset.ZeroPoint()));
      if (group <= BLOCK.cols()) {
        all.add(unsigned.withOffset(new Offset.Min(ScaleCode.unsigned(6))).under(halves));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void isThatOfItsKeptBlocks(TensorFormat format) {
    QuantizedTensor matrix = matrix(format);
    TensorFormat cut = format.cut(BLOCK.cols());
    for (int activationGroup : new int[] {8, 16, 32}) {
      MatvecFormats formats =
          MatvecFormats.of(List.of(MatvecFormats.Decoder.of(format, PATTERN)), activationGroup);
      FabricParameters fabric = new FabricParameters(2, 8, 4, 16, 4, 1e8, formats);
      MatrixPlacement sparse =
          new MatrixPlacement("wq", ROWS, COLS, format, PATTERN, activationGroup, 5, 2, true);
      int cutGroup = Math.min(activationGroup, BLOCK.cols());
      MatrixPlacement dense =
          new MatrixPlacement("wq", ROWS, 32, cut, SparsePattern.DENSE, cutGroup, 5, 2, true);
      WeightPacker packer = new WeightPacker(fabric, sparse, matrix);
      WeightPacker wanted = new WeightPacker(fabric, dense, sideBySide(matrix, cut));
      assertThat(containers(packer)).isEqualTo(containers(wanted)).isNotEmpty();
      assertThat(scales(packer)).isEqualTo(scales(wanted));
      assertThat(fabric.containers(sparse)).isEqualTo(fabric.containers(dense));
      assertThat(fabric.scaleWords(sparse)).isEqualTo(fabric.scaleWords(dense));
      checkList(fabric, sparse, packer);
    }
  }

  /** Entries in the order of the loops: blocks of two tiles, pieces, tiles. */
  private static void checkList(
      FabricParameters fabric, MatrixPlacement placement, WeightPacker packer) {
    List<Long> entries = new ArrayList<>();
    ColumnList list = new ColumnList(placement.listEntries(), 4, 4);
    packer.list(list, entries::add);
    List<Long> expected = new ArrayList<>();
    int group = placement.storedFormat().group();
    int piece = Math.min(group, placement.storedActivationGroup());
    for (int first = 0; first < 5; first += 2) {
      for (int from = 0; from < KEPT * BLOCK.cols(); from += piece) {
        for (int tile = first; tile < Math.min(5, first + 2); tile++) {
          int block = BANDS[tile * fabric.rows() / BLOCK.rows()][from / BLOCK.cols()];
          int column = block * BLOCK.cols() + from % BLOCK.cols();
          int scale = column / placement.activationGroup();
          expected.add((long) (scale * 16 + column / fabric.cols()));
        }
      }
    }
    assertThat(entries).isEqualTo(expected).hasSize((int) placement.listEntries());
  }

  private static byte[] containers(WeightPacker packer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    packer.containers(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static byte[] scales(WeightPacker packer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    packer.scales(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** Any codes and scales in the blocks that are kept, zeros in the others. */
  private static QuantizedTensor matrix(TensorFormat format) {
    Random random = new Random(3);
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(format, ROWS, COLS);
    for (int r = 0; r < ROWS; r++) {
      int row = r;
      for (int b = 0; b < format.blocksPerRow(COLS); b++) {
        int first = b * format.blockColumns();
        int length = Math.min(format.blockColumns(), COLS - first);
        int groups = format.groupsPerRow(length);
        int[] offsets = random.ints(groups, 1, 16).toArray();
        for (int g = 0; g < groups && format.hasMin(); g++) {
          // A minimum would be the value of all that is left out.
          offsets[g] = kept(row, first + g * format.group()) ? offsets[g] : 0;
        }
        int[] codes =
            IntStream.range(0, length)
                .map(
                    c -> {
                      int zero = format.hasZeroPoint() ? offsets[c / format.group()] : 0;
                      return kept(row, first + c) ? random.nextInt(1, 4) : zero;
                    })
                .toArray();
        int[] scales = random.ints(groups, 1, format.scale().bits() == 0 ? 2 : 64).toArray();
        builder.block(
            r,
            b,
            new QuantizedBlock(
                random.nextInt(1, 9999), random.nextInt(1, 9999), scales, offsets, codes));
      }
    }
    return builder.build();
  }

  private static boolean kept(int row, int column) {
    return IntStream.of(BANDS[row / BLOCK.rows()]).anyMatch(b -> b == column / BLOCK.cols());
  }

  private static QuantizedTensor sideBySide(QuantizedTensor matrix, TensorFormat cut) {
    TensorFormat format = matrix.format();
    KeptBlocks kept = KeptBlocks.of(matrix, PATTERN);
    int stored = KEPT * BLOCK.cols();
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(cut, ROWS, stored);
    for (int r = 0; r < ROWS; r++) {
      int row = r;
      for (int b = 0; b < cut.blocksPerRow(stored); b++) {
        int first = b * cut.blockColumns();
        int[] columns =
            IntStream.range(first, first + cut.blockColumns())
                .map(c -> kept.column(row, c))
                .toArray();
        int[] groups =
            IntStream.iterate(0, i -> i < columns.length, i -> i + cut.group())
                .map(i -> columns[i] / format.group())
                .toArray();
        int over = columns[0] / format.blockColumns();
        builder.block(
            r,
            b,
            new QuantizedBlock(
                matrix.superScaleCode(r, over),
                matrix.superMinCode(r, over),
                IntStream.of(groups).map(g -> matrix.scaleCode(row, g)).toArray(),
                IntStream.of(groups).map(g -> matrix.offsetCode(row, g)).toArray(),
                IntStream.of(columns).map(c -> matrix.code(row, c)).toArray()));
      }
    }
    return builder.build();
  }
}
