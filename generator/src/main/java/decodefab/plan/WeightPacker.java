package decodefab.plan;

import decodefab.model.QuantizedMatrix;
import java.util.function.Consumer;

/**
 * Puts a matrix into the order in which the matvec engine reads it; see "Weight streams" in {@code
 * templates/FABRIC.md}. Bytes and 16-bit scales stand lowest first.
 */
public final class WeightPacker {
  private final FabricParameters fabric;
  private final MatrixPlacement placement;
  private final QuantizedMatrix matrix;

  /** A packer of one matrix. */
  public WeightPacker(FabricParameters fabric, MatrixPlacement placement, QuantizedMatrix matrix) {
    this.fabric = fabric;
    this.placement = placement;
    this.matrix = matrix;
  }

  /**
   * Gives the containers in order.
   *
   * @param sink receives each container, rows x cols bytes; the array is used again
   */
  public void containers(Consumer<byte[]> sink) {
    byte[] container = new byte[fabric.containerBytes()];
    boolean half = placement.format().bits() == 4;
    int parts = half ? 2 : 1;
    int[] filled = {0};
    words(
        (tile, chunk, from, to) -> {
          if (filled[0] == 0) {
            java.util.Arrays.fill(container, (byte) 0);
          }
          fill(container, filled[0] * fabric.lanes(), half, tile, chunk, from, to);
          filled[0]++;
          if (filled[0] == parts) {
            sink.accept(container);
            filled[0] = 0;
          }
        });
    if (filled[0] > 0) {
      sink.accept(container);
    }
  }

  /** One tile word: elements outside the piece or the matrix stay zero. */
  private void fill(
      byte[] container, int offset, boolean half, int tile, int chunk, int from, int to) {
    int cols = fabric.cols();
    for (int r = 0; r < fabric.rows(); r++) {
      int row = tile * fabric.rows() + r;
      if (row >= matrix.rows()) {
        break;
      }
      for (int col = Math.max(from, chunk * cols); col < Math.min(to, (chunk + 1) * cols); col++) {
        int element = offset + r * cols + col - chunk * cols;
        byte code = matrix.codes()[row * matrix.cols() + col];
        if (half) {
          int shift = (element % 2) * 4;
          container[element / 2] |= (byte) ((code & 0xF) << shift);
        } else {
          container[element] = code;
        }
      }
    }
  }

  /**
   * Gives the words of the scale stream in order.
   *
   * @param sink receives each word, rows x 2 bytes; the array is used again
   */
  public void scales(Consumer<byte[]> sink) {
    byte[] word = new byte[fabric.rows() * 2];
    for (int first = 0; first < placement.tiles(); first += placement.block()) {
      int end = Math.min(placement.tiles(), first + placement.block());
      for (int group = 0; group < matrix.groupsPerRow(); group++) {
        for (int tile = first; tile < end; tile++) {
          for (int r = 0; r < fabric.rows(); r++) {
            int row = tile * fabric.rows() + r;
            int bits = row < matrix.rows() ? matrix.scaleBits(row, group) : 0;
            word[2 * r] = (byte) bits;
            word[2 * r + 1] = (byte) (bits >> 8);
          }
          sink.accept(word);
        }
      }
    }
  }

  /** One tile word in the order of the engine. */
  @FunctionalInterface
  private interface WordSink {
    void accept(int tile, int chunk, int from, int to);
  }

  private void words(WordSink sink) {
    for (int first = 0; first < placement.tiles(); first += placement.block()) {
      int end = Math.min(placement.tiles(), first + placement.block());
      for (int from = 0; from < placement.cols(); ) {
        int to = placement.pieceEnd(from);
        for (int tile = first; tile < end; tile++) {
          for (int chunk = from / fabric.cols(); chunk <= (to - 1) / fabric.cols(); chunk++) {
            sink.accept(tile, chunk, from, to);
          }
        }
        from = to;
      }
    }
  }
}
