package decodefab.plan;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts scale words into those of the weight-scale stream. Without super-groups a word has a field
 * of the same size for each row. With them, words have different lengths: units of a few bytes of
 * every row follow each other without gaps, and what is left of the last word is zero.
 */
final class ScaleWords {
  private final int rows;
  private final int fieldBytes;
  private final int unitBytes;
  private final boolean gapless;
  private final Consumer<byte[]> sink;
  private final byte[][] fields;
  private final byte[] word;
  private int filled;

  ScaleWords(FabricParameters fabric, Consumer<byte[]> sink) {
    this.rows = fabric.rows();
    this.fieldBytes = fabric.formats().scaleBits() / 8;
    this.unitBytes = fabric.formats().scaleUnit() / 8;
    this.gapless = fabric.formats().hasSuperGroups();
    this.sink = sink;
    this.fields = new byte[rows][];
    this.word = new byte[fabric.scaleWordBytes()];
  }

  /** Sets what a row has in the present word; all rows have as many bytes. */
  void row(int row, byte[] field) {
    fields[row] = field;
  }

  /** Ends the present word. */
  void endWord() {
    if (!gapless) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(fields[r], 0, word, r * fieldBytes, fields[r].length);
      }
      give();
      return;
    }
    for (int from = 0; from < fields[0].length; from += unitBytes) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(fields[r], from, word, filled, unitBytes);
        filled += unitBytes;
      }
      if (filled == word.length) {
        give();
      }
    }
  }

  /** Ends the matrix, whose successor begins with a word of its own. */
  void endMatrix() {
    if (filled > 0) {
      give();
    }
  }

  private void give() {
    sink.accept(word);
    Arrays.fill(word, (byte) 0);
    filled = 0;
  }
}
