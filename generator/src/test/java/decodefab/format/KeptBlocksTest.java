package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.design.Pruning;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which blocks of a matrix are stored. */
class KeptBlocksTest {
  private static final TensorFormat FORMAT =
      TensorFormat.grouped(ElementCodes.signed(4), 8, ScaleCode.F16);

  /** Two of five blocks of 4 x 8: the second band has one, the third none, of the last two rows. */
  private static QuantizedTensor matrix() throws Exception {
    Random random = new Random(1);
    float[][] rows = new float[10][40];
    int[][] kept = {{1, 4}, {3}, {}};
    for (int r = 0; r < rows.length; r++) {
      for (int block : kept[r / 4]) {
        for (int c = 0; c < 8; c++) {
          rows[r][8 * block + c] = 1 + random.nextFloat();
        }
      }
    }
    return new MatrixQuantizer(FORMAT, new FullRange())
        .quantize(10, 40, (r, into) -> System.arraycopy(rows[r], 0, into, 0, 40));
  }

  private static SparsePattern pattern(int kept, int group) {
    return new SparsePattern(kept, group, Pruning.MASK, Optional.of(new BlockSize(4, 8)));
  }

  @Test
  void fillsBandsUpWithTheFirstBlocksOfZeros() throws Exception {
    KeptBlocks kept = KeptBlocks.of(matrix(), pattern(1, 3));
    int[][] blocks = {{1, 4}, {0, 3}, {0, 1}};
    for (int r = 0; r < 10; r++) {
      for (int c = 0; c < 16; c++) {
        assertThat(kept.column(r, c)).isEqualTo(8 * blocks[r / 4][c / 8] + c % 8);
      }
      for (int c = 0; c < 40; c++) {
        assertThat(kept.keeps(r, c))
            .isEqualTo(c / 8 == blocks[r / 4][0] || c / 8 == blocks[r / 4][1]);
      }
    }
  }

  @Test
  void keepsEveryColumnOfAMatrixWithoutBlocks() throws Exception {
    KeptBlocks kept = KeptBlocks.of(matrix(), SparsePattern.DENSE);
    for (int c = 0; c < 40; c++) {
      assertThat(kept.column(9, c)).isEqualTo(c);
      assertThat(kept.keeps(9, c)).isTrue();
    }
  }

  @Test
  void refusesAMatrixThatWasNotPruned() throws Exception {
    QuantizedTensor matrix = matrix();
    assertThatThrownBy(() -> KeptBlocks.of(matrix, pattern(1, 5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("band 0 of blocks is not pruned");
  }

  @Test
  void countsWhatIsStored() {
    SparsePattern pattern = pattern(1, 3);
    assertThat(pattern.keptBlocks(40)).isEqualTo(2);
    assertThat(pattern.storedCols(40)).isEqualTo(16);
    assertThat(pattern.leavesOut()).isTrue();
    assertThat(pattern.isSparse()).isFalse();
    assertThat(pattern.text()).isEqualTo("block(4, 8) 1 of 3 by mask");
    // A code of 4 bits and a sixteenth of two scales each; a group that is cut has one per part.
    assertThat(FORMAT.storedBytes(10, 40, pattern)).isEqualTo(10 * (16 * 4 + 2 * 16) / 8);
    TensorFormat longer = TensorFormat.grouped(ElementCodes.signed(4), 40, ScaleCode.F16);
    assertThat(longer.storedBytes(10, 40, pattern)).isEqualTo(10 * (16 * 4 + 2 * 16) / 8);
    assertThat(longer.bitsPerWeight(pattern)).isEqualTo((4 + 2.0) / 3);
  }
}
