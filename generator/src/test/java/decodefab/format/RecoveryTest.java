package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tensors of random codes and scales come back from their numbers, whatever the rule. */
class RecoveryTest {
  private static final int ROWS = 6;
  private static final int COLS = 40;

  private final Random random = new Random(11);

  /** Any codes that stand for numbers, most negative ones and negative zeros too. */
  private QuantizedTensor tensor(TensorFormat format) {
    int[] codes =
        IntStream.range(0, format.element().codes()).filter(format.element()::isNumber).toArray();
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(format, ROWS, COLS);
    for (int r = 0; r < ROWS; r++) {
      for (int b = 0; b < format.blocksPerRow(COLS); b++) {
        int length = Math.min(format.group(), COLS - b * format.group());
        float scale = (float) Math.scalb(1 + random.nextDouble(), random.nextInt(12) - 8);
        int offset =
            switch (format.offset()) {
              case Offset.None n -> 0;
              case Offset.ZeroPoint z -> random.nextInt(format.element().codes());
              case Offset.Min m ->
                  m.code().encode((float) (scale * random.nextGaussian() * 8)).orElseThrow();
            };
        int[] chosen = random.ints(length, 0, codes.length).map(i -> codes[i]).toArray();
        int[] scales = {format.scale().encode(scale).orElseThrow()};
        builder.block(r, b, new QuantizedBlock(0, 0, scales, new int[] {offset}, chosen));
      }
    }
    return builder.build();
  }

  @Test
  void findsWhatTheNumbersWereMadeOf() throws Exception {
    int checked = 0;
    for (int group : new int[] {8, 16, 32}) {
      for (TensorFormat format : Formats.oneLevel(group).keySet()) {
        for (int i = 0; i < 5; i++) {
          QuantizedTensor tensor = tensor(format);
          QuantizedTensor found =
              new MatrixQuantizer(format, new LeastSquares(5))
                  .quantize(
                      ROWS,
                      COLS,
                      (row, into) -> {
                        for (int c = 0; c < COLS; c++) {
                          into[c] = tensor.dequantized(row, c);
                        }
                      });
          for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLS; c++) {
              assertThat(found.dequantized(r, c) + 0f)
                  .as("%s, row %d, column %d", format, r, c)
                  .isEqualTo(tensor.dequantized(r, c) + 0f);
            }
          }
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(3 * 30 * 5);
  }
}
