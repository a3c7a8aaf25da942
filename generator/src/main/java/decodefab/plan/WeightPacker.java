package decodefab.plan;

import decodefab.format.KeptBlocks;
import decodefab.format.Offset;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.format.TritPacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Puts a matrix into the order in which the matvec engine reads it; see "Weight streams" in {@code
 * templates/FABRIC.md}. What is lower stands first.
 */
public final class WeightPacker {
  private final FabricParameters fabric;
  private final MatrixPlacement placement;
  private final QuantizedTensor matrix;
  private final KeptBlocks blocks;

  /** A packer of one matrix. */
  public WeightPacker(FabricParameters fabric, MatrixPlacement placement, QuantizedTensor matrix) {
    this.fabric = fabric;
    this.placement = placement;
    this.matrix = matrix;
    this.blocks = KeptBlocks.of(matrix, placement.pattern());
  }

  /**
   * Gives the containers in order.
   *
   * @param sink receives each container; the array is used again
   */
  public void containers(Consumer<byte[]> sink) {
    if (placement.format().packedTrits()) {
      packedTrits(sink);
      return;
    }
    byte[] container = new byte[fabric.containerBytes()];
    int[] bits = {0};
    Runnable flush =
        () -> {
          if (bits[0] > 0) {
            sink.accept(container);
            Arrays.fill(container, (byte) 0);
            bits[0] = 0;
          }
        };
    int codeBits = placement.format().element().bits() + placement.pattern().indexBits();
    words(
        (tile, chunk, from, to) -> {
          int[] word =
              placement.pattern().isSparse()
                  ? sparseWord(tile, chunk, from, to)
                  : word(tile, chunk, from, to);
          for (int code : word) {
            for (int b = 0; b < codeBits; b++) {
              int at = bits[0]++;
              container[at / 8] |= (byte) ((code >> b & 1) << (at % 8));
              if (bits[0] == 8 * container.length) {
                flush.run();
              }
            }
          }
        },
        cut(flush));
    flush.run();
  }

  /** What happens after each round: where the stream can jump over it, its last container ends. */
  private Runnable cut(Runnable flush) {
    return fabric.cutsRounds(placement) ? flush : () -> {};
  }

  /** Five words in each byte of a container's lanes: byte j holds lane j of each. */
  private void packedTrits(Consumer<byte[]> sink) {
    int most = TritPacking.TRITS * fabric.containerBytes() / fabric.lanes();
    List<int[]> gathered = new ArrayList<>();
    Runnable flush =
        () -> {
          if (!gathered.isEmpty()) {
            sink.accept(packed(gathered));
            gathered.clear();
          }
        };
    words(
        (tile, chunk, from, to) -> {
          gathered.add(word(tile, chunk, from, to));
          if (gathered.size() == most) {
            flush.run();
          }
        },
        cut(flush));
    flush.run();
  }

  private byte[] packed(List<int[]> gathered) {
    byte[] container = new byte[fabric.containerBytes()];
    int lanes = fabric.lanes();
    for (int first = 0; first < gathered.size(); first += TritPacking.TRITS) {
      int[] trits = new int[Math.min(TritPacking.TRITS, gathered.size() - first)];
      for (int lane = 0; lane < lanes; lane++) {
        for (int i = 0; i < trits.length; i++) {
          trits[i] = (int) placement.format().element().value(gathered.get(first + i)[lane]);
        }
        container[first / TritPacking.TRITS * lanes + lane] = (byte) TritPacking.pack(trits, 0);
      }
    }
    return container;
  }

  /** Codes of one tile word: elements outside the piece or the matrix decode to zero. */
  private int[] word(int tile, int chunk, int from, int to) {
    int cols = fabric.cols();
    int[] word = new int[fabric.lanes()];
    for (int r = 0; r < fabric.rows(); r++) {
      int row = tile * fabric.rows() + r;
      for (int c = 0; c < cols; c++) {
        int col = chunk * cols + c;
        boolean inside = row < matrix.rows() && col >= from && col < to;
        word[r * cols + c] =
            inside ? matrix.code(row, blocks.column(row, col)) : outside(row, from);
      }
    }
    return word;
  }

  /** What stands where a piece has no element: the code that the engine makes zero there. */
  private int outside(int row, int from) {
    return row < matrix.rows() && placement.format().hasZeroPoint()
        ? matrix.zero(row, blocks.column(row, from) / placement.format().group())
        : placement.format().element().zeroCode().orElse(0);
  }

  /** The weights of one tile word that are stored: above each code what tells the columns. */
  private int[] sparseWord(int tile, int chunk, int from, int to) {
    SparsePattern pattern = placement.pattern();
    int[] word = new int[fabric.lanes()];
    for (int r = 0; r < fabric.rows(); r++) {
      int row = tile * fabric.rows() + r;
      for (int first = 0; first < fabric.cols(); first += pattern.slots()) {
        int column = (chunk * fabric.cols() + first) * pattern.span();
        storeGroup(word, r * fabric.cols() + first, row, column, from, to);
      }
    }
    return word;
  }

  private void storeGroup(int[] word, int lane, int row, int column, int from, int to) {
    SparsePattern pattern = placement.pattern();
    boolean inside = row < matrix.rows() && column >= from && column < to;
    int zero = outside(row, from);
    BitSet places = inside ? places(row, column, to) : new BitSet();
    int[] index = new int[pattern.slots()];
    Arrays.fill(word, lane, lane + pattern.slots(), zero);
    int slot = 0;
    for (int place : places.stream().toArray()) {
      if (column + place < to) {
        word[lane + slot] = matrix.code(row, column + place);
      }
      if (pattern.hasBitmap()) {
        index[place / pattern.span()] |= 1 << (place % pattern.span());
      } else {
        index[slot] = place;
      }
      slot++;
    }
    for (int i = 0; i < pattern.slots(); i++) {
      word[lane + i] |= index[i] << placement.format().element().bits();
    }
  }

  /**
   * Places of the weights of a group that are stored. A bitmap has as many ones as there are slots,
   * so zeros take what the others leave; not where each of them would be given a minimum.
   */
  private BitSet places(int row, int column, int to) {
    SparsePattern pattern = placement.pattern();
    BitSet places = new BitSet();
    for (int col = column; col < Math.min(to, column + pattern.group()); col++) {
      if (isWeight(row, col)) {
        places.set(col - column);
      }
    }
    boolean minima = matrix.format().hasMin();
    if (minima && places.isEmpty()) {
      throw new IllegalStateException("row " + row + ", column " + column + " has no weight");
    }
    if (places.cardinality() > pattern.slots()) {
      throw new IllegalStateException("row " + row + ", column " + column + " is not pruned");
    }
    while (pattern.hasBitmap() && !minima && places.cardinality() < pattern.slots()) {
      places.set(places.nextClearBit(0));
    }
    return places;
  }

  private boolean isWeight(int row, int col) {
    return matrix.format().hasMin()
        ? matrix.stores(row, col)
        : matrix.value(row, col) != matrix.zero(row, col / matrix.format().group());
  }

  /**
   * Gives the words of the scale stream in order.
   *
   * @param sink receives each word; the array is used again
   */
  public void scales(Consumer<byte[]> sink) {
    if (!matrix.format().hasGroupCodes()) {
      return;
    }
    ScaleWords words = new ScaleWords(fabric, sink);
    int groups = placement.storedFormat().groupsPerRow(placement.storedCols());
    for (int first = 0; first < placement.tiles(); first += placement.block()) {
      int end = Math.min(placement.tiles(), first + placement.block());
      for (int group = 0; group < groups; group++) {
        for (int tile = first; tile < end; tile++) {
          for (int r = 0; r < fabric.rows(); r++) {
            int row = tile * fabric.rows() + r;
            words.row(r, row < matrix.rows() ? scaleField(row, group) : empty(group));
          }
          words.endWord();
        }
      }
    }
    words.endMatrix();
  }

  private byte[] empty(int group) {
    return new byte[scaleField(0, group).length];
  }

  /**
   * What a row has in a word: a scale, a zero point or a minimum, and with the first group of a
   * super-group its scales. Codes fill whole bytes.
   *
   * @param stored a group of what is stored
   */
  private byte[] scaleField(int row, int stored) {
    TensorFormat format = matrix.format();
    TensorFormat cut = placement.storedFormat();
    int column = blocks.column(row, stored * cut.group());
    int group = column / format.group();
    CodeBytes field = new CodeBytes();
    field.add(format.scale(), matrix.scaleCode(row, group));
    switch (format.offset()) {
      case Offset.None n -> {}
      case Offset.ZeroPoint z -> field.add(matrix.zero(row, group));
      case Offset.Min m -> field.add(m.code(), matrix.offsetCode(row, group));
    }
    if (format.superGroup().isPresent() && stored % (cut.blockColumns() / cut.group()) == 0) {
      ScaleCode code = format.superGroup().get().scale();
      int superGroup = column / format.blockColumns();
      field.add(code, matrix.superScaleCode(row, superGroup));
      if (format.hasMin()) {
        field.add(code, matrix.superMinCode(row, superGroup));
      }
    }
    return field.toBytes();
  }

  /**
   * Gives the entries of the list of columns in order; none where the matrix has no list.
   *
   * @param sink receives each entry, in the lowest bits
   */
  void list(ColumnList fields, LongConsumer sink) {
    if (!placement.isListed()) {
      return;
    }
    for (int first = 0; first < placement.tiles(); first += placement.block()) {
      int end = Math.min(placement.tiles(), first + placement.block());
      for (int from = 0; from < placement.storedCols(); from = placement.pieceEnd(from)) {
        for (int tile = first; tile < end; tile++) {
          int column = blocks.column(tile * fabric.rows(), from);
          sink.accept(fields.entry(column / fabric.cols(), column / placement.activationGroup()));
        }
      }
    }
  }

  /** One tile word in the order of the engine. */
  @FunctionalInterface
  private interface WordSink {
    void accept(int tile, int chunk, int from, int to);
  }

  private void words(WordSink sink, Runnable roundEnds) {
    int cols = placement.chunkCols(fabric.cols());
    for (int first = 0; first < placement.tiles(); first += placement.block()) {
      int end = Math.min(placement.tiles(), first + placement.block());
      for (int from = 0; from < placement.storedCols(); ) {
        int to = placement.pieceEnd(from);
        for (int tile = first; tile < end; tile++) {
          for (int chunk = from / cols; chunk <= (to - 1) / cols; chunk++) {
            sink.accept(tile, chunk, from, to);
          }
        }
        roundEnds.run();
        from = to;
      }
    }
  }
}
