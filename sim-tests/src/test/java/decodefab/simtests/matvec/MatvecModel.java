package decodefab.simtests.matvec;

import decodefab.format.ScaleCode;
import decodefab.golden.Fp32;
import decodefab.simtests.matvec.MatvecCommand.Kind;
import decodefab.simtests.matvec.MatvecMemories.GroupScales;
import decodefab.simtests.matvec.MatvecMemories.SparseWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One command as FABRIC.md states it, loop by loop. It makes up the matrix as it goes and puts it
 * where the engine will look for it.
 */
final class MatvecModel {

  private final MatvecTile tile;
  private final MatvecCommand command;
  private final MatvecMemories memories;
  private final MatvecFormat format;
  private final List<int[]> streamWords = new ArrayList<>();
  private final List<byte[][]> scaleFields = new ArrayList<>();
  private final List<GroupScales> keyScales = new ArrayList<>();
  private final List<ResultWrite> results = new ArrayList<>();

  private MatvecModel(MatvecTile tile, MatvecCommand command, MatvecMemories memories) {
    this.tile = tile;
    this.command = command;
    this.memories = memories;
    this.format = tile.formats().get(command.format());
  }

  /** Runs a command: extends the streams or the KV cache, returns the writes in order. */
  static List<ResultWrite> run(MatvecTile tile, MatvecCommand command, MatvecMemories memories) {
    MatvecModel model = new MatvecModel(tile, command, memories);
    model.fillCache();
    for (int first = 0; first < command.tiles(); first += command.block()) {
      model.block(first, Math.min(command.block(), command.tiles() - first));
    }
    if (!command.fromKv()) {
      model.fillContainers();
      List<byte[]> scales = memories.packScales(model.scaleFields);
      memories.weightScales.get(command.kind().source()).addAll(scales);
    }
    return model.results;
  }

  /** Puts the words into containers of which no others have a part. */
  private void fillContainers() {
    memories.containers.get(command.kind().source()).addAll(memories.pack(format, streamWords));
    streamWords.clear();
  }

  /** Whether rounds of zeros are left out. */
  private boolean jumps() {
    return tile.zeros() && command.kind() == Kind.ON_CHIP;
  }

  private boolean isZero(int e0, int e1) {
    int vector = command.aBase() * tile.vector();
    for (int e = e0; e < e1; e++) {
      if (memories.quantized[(vector + e) % memories.quantized.length] != 0) {
        return false;
      }
    }
    return true;
  }

  private int chunksOfRow() {
    return (command.k() + tile.cols() - 1) / tile.cols();
  }

  /** Columns of a tile word. */
  private int chunkCols() {
    return tile.cols() * format.neighbours().span();
  }

  /** Words of the KV cache; columns from K on are zero in the last used chunk, garbage after it. */
  private void fillCache() {
    if (!command.fromKv()) {
      return;
    }
    int chunksPerGroup = command.activationGroup() / tile.cols();
    int words =
        command.kind() == Kind.KEYS
            ? command.tiles() * chunksOfRow()
            : (command.k() + command.activationGroup() - 1)
                / command.activationGroup()
                * command.tiles()
                * chunksPerGroup;
    while (memories.kv.size() < command.kvBase() + words) {
      memories.kv.add(memories.cacheWord(0, tile.cols(), false));
    }
    while (command.kind() == Kind.KEYS
        && memories.keyScales.size() < command.ksBase() + command.tiles()) {
      GroupScales scales = memories.groupScales(format);
      keyScales.add(scales);
      memories.keyScales.add(memories.keyScaleWord(scales));
    }
    for (int i = 0; i < command.tiles(); i++) {
      int place = cachePlace(i, chunksOfRow() - 1);
      int columns = command.k() - (chunksOfRow() - 1) * tile.cols();
      boolean byColumns = command.kind() != Kind.KEYS;
      memories.kv.set(place, memories.cacheWord(0, columns, byColumns));
    }
  }

  private int cachePlace(int tileIndex, int chunk) {
    if (command.kind() == Kind.KEYS) {
      return command.kvBase() + tileIndex * chunksOfRow() + chunk;
    }
    int perGroup = command.activationGroup() / tile.cols();
    int group = chunk / perGroup;
    return command.kvBase() + (group * command.tiles() + tileIndex) * perGroup + chunk % perGroup;
  }

  private void block(int first, int tiles) {
    float[][][] acc = new float[tiles][command.m()][tile.rows()];
    GroupScales[] scales = new GroupScales[tiles];
    int e0 = 0;
    while (e0 < command.k()) {
      int e1 =
          Math.min(
              command.k(),
              Math.min(
                  (e0 / command.weightGroup() + 1) * command.weightGroup(),
                  (e0 / command.activationGroup() + 1) * command.activationGroup()));
      for (int i = 0; i < tiles; i++) {
        if (e0 % command.weightGroup() == 0) {
          scales[i] = nextScales(first + i, e0 / command.weightGroup(), scales[i]);
        }
        Place place = place(e0);
        long[][] sums = new long[command.m()][tile.rows()];
        long[][] minSums = new long[command.m()][tile.rows()];
        for (int chunk = e0 / chunkCols(); chunk <= (e1 - 1) / chunkCols(); chunk++) {
          Word word = word(first + i, chunk, e0, e1, scales[i]);
          addChunk(word.integers(), place, chunk, sums);
          addChunk(word.present(), place, chunk, minSums);
        }
        if (!jumps() || e1 == command.k() || !isZero(e0, e1)) {
          accumulate(acc[i], sums, minSums, scales[i], place);
        }
      }
      if (jumps()) {
        fillContainers();
      }
      e0 = e1;
    }
    for (int i = 0; i < tiles; i++) {
      for (int m = 0; m < command.m(); m++) {
        write(first + i, m, acc[i][m]);
      }
    }
  }

  /**
   * Where a piece of a tile has its activations.
   *
   * @param moved elements of the vector behind the columns of the loop
   * @param group of their scale
   */
  private record Place(int moved, int group) {}

  /** The place that the list says, whose next entry is made up, or that of the loop. */
  private Place place(int e0) {
    if (!command.listed()) {
      return new Place(0, e0 / command.activationGroup());
    }
    int entry = memories.listEntry();
    int chunk = entry % (1 << MatvecTile.LIST_CHUNK);
    return new Place((chunk - e0 / tile.cols()) * tile.cols(), entry >> MatvecTile.LIST_CHUNK);
  }

  /**
   * A tile word as it is multiplied.
   *
   * @param integers of its columns
   * @param present 1 in those columns inside the piece that a row has weights for
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from one loop to the next, never compared
  private record Word(long[] integers, long[] present) {}

  /** A tile word, which is put where the engine looks for it. */
  private Word word(int tileIndex, int chunk, int e0, int e1, GroupScales scales) {
    long[] integers = new long[tile.rows() * tile.cols()];
    if (command.fromKv()) {
      byte[] word = memories.kv.get(cachePlace(tileIndex, chunk));
      boolean keys = command.kind() == Kind.KEYS;
      for (int i = 0; i < integers.length; i++) {
        int turned = i % tile.cols() * tile.rows() + i / tile.cols();
        int code = word[keys ? i : turned] & (format.element().codes() - 1);
        integers[i] = format.element().value(code);
      }
      return new Word(integers, new long[integers.length]);
    }
    int start = chunk * chunkCols();
    if (format.neighbours().span() > 1) {
      SparseWord word = memories.sparseWord(e0 - start, e1 - start, format, scales);
      streamWords.add(word.stored());
      return new Word(word.integers(), word.present());
    }
    int[] word = memories.tileWord(e0 - start, e1 - start, format, scales);
    streamWords.add(word);
    Arrays.setAll(integers, i -> format.value(word[i], scales.zeros()[i / tile.cols()]));
    long[] present = new long[integers.length];
    Arrays.setAll(present, i -> inside(start + i % tile.cols(), e0, e1));
    return new Word(integers, present);
  }

  private static long inside(int column, int e0, int e1) {
    return column >= e0 && column < e1 ? 1 : 0;
  }

  private void addChunk(long[] word, Place place, int chunk, long[][] sums) {
    for (int m = 0; m < command.m(); m++) {
      int vector = (command.aBase() + m * command.aStride()) * tile.vector() + place.moved();
      for (int i = 0; i < word.length; i++) {
        int element = vector + chunk * chunkCols() + i % chunkCols();
        sums[m][i / chunkCols()] +=
            word[i] * memories.quantized[element % memories.quantized.length];
      }
    }
  }

  private GroupScales nextScales(int tileIndex, int group, GroupScales before) {
    if (!command.weightScale()) {
      return GroupScales.none(tile.rows());
    }
    if (command.kind() == Kind.KEYS) {
      return keyScales.get(keyScales.size() - command.tiles() + tileIndex);
    }
    boolean opens = group % command.groupsPerSuper() == 0;
    GroupScales scales =
        opens
            ? memories.groupScales(format)
            : memories.groupScales(format, before.overs(), before.minOvers());
    scaleFields.add(memories.scaleFields(format, scales, opens));
    return scales;
  }

  private void accumulate(
      float[][] acc, long[][] sums, long[][] minSums, GroupScales scales, Place place) {
    for (int m = 0; m < command.m(); m++) {
      int element = command.sBase() + m * command.sStride() + place.group();
      float ascale = Fp32.mul(memories.scales[element], command.matrixScale());
      for (int r = 0; r < tile.rows(); r++) {
        float wscale =
            command.weightScale() ? scale(format.scale(), scales.codes()[r], scales.overs()[r]) : 1;
        float term = Fp32.mul(Fp32.fromInt(sums[m][r]), Fp32.mul(wscale, ascale));
        if (format.min().isPresent()) {
          float min = scale(format.min().get(), scales.mins()[r], scales.minOvers()[r]);
          float sum = Fp32.fromInt(minSums[m][r]);
          term = Fp32.add(term, Fp32.mul(sum, Fp32.mul(min, ascale)));
        }
        acc[m][r] = Fp32.add(acc[m][r], term);
      }
    }
  }

  private float scale(ScaleCode type, int code, int over) {
    float value = MatvecFormat.scaleValue(type, code);
    return format.over().map(o -> Fp32.mul(value, MatvecFormat.scaleValue(o, over))).orElse(value);
  }

  private void write(int tileIndex, int m, float[] values) {
    int vector = tile.vector();
    int base = (command.oBase() + m * command.oStride()) * vector + tileIndex * tile.rows();
    int width = Math.min(vector, tile.rows());
    for (int r = 0; r < tile.rows(); r += width) {
      int element = base + r;
      List<Integer> bits = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        bits.add(Float.floatToRawIntBits(values[r + i]));
      }
      long mask = (width == 64 ? -1L : (1L << width) - 1) << (element % vector);
      results.add(new ResultWrite(element / vector, mask, bits, command.pc(), command.layer()));
    }
  }
}
