package decodefab.simtests.matvec;

import decodefab.golden.Fp32;
import decodefab.simtests.matvec.MatvecCommand.Kind;
import decodefab.simtests.matvec.MatvecMemories.GroupScales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One command as FABRIC.md states it, loop by loop. It makes up the matrix as it goes and puts it
 * where the engine will look for it.
 */
final class MatvecModel {

  private static final int KEY_SCALE_BITS = 16;

  private final MatvecTile tile;
  private final MatvecCommand command;
  private final MatvecMemories memories;
  private final MatvecFormat format;
  private final List<int[]> streamWords = new ArrayList<>();
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
      List<byte[]> packed = memories.pack(model.format, model.streamWords);
      memories.containers.get(command.kind().source()).addAll(packed);
    }
    return model.results;
  }

  private int chunksOfRow() {
    return (command.k() + tile.cols() - 1) / tile.cols();
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
      memories.keyScales.add(memories.scaleWord(format, scales, KEY_SCALE_BITS));
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
          scales[i] = nextScales(first + i);
        }
        long[][] sums = new long[command.m()][tile.rows()];
        for (int chunk = e0 / tile.cols(); chunk <= (e1 - 1) / tile.cols(); chunk++) {
          addChunk(word(first + i, chunk, e0, e1, scales[i]), chunk, sums);
        }
        accumulate(acc[i], sums, scales[i], e0 / command.activationGroup());
      }
      e0 = e1;
    }
    for (int i = 0; i < tiles; i++) {
      for (int m = 0; m < command.m(); m++) {
        write(first + i, m, acc[i][m]);
      }
    }
  }

  /** The integers of a tile word, which is put where the engine looks for it. */
  private long[] word(int tileIndex, int chunk, int e0, int e1, GroupScales scales) {
    long[] integers = new long[tile.rows() * tile.cols()];
    if (command.fromKv()) {
      byte[] word = memories.kv.get(cachePlace(tileIndex, chunk));
      boolean keys = command.kind() == Kind.KEYS;
      for (int i = 0; i < integers.length; i++) {
        int turned = i % tile.cols() * tile.rows() + i / tile.cols();
        int code = word[keys ? i : turned] & (format.element().codes() - 1);
        integers[i] = format.element().value(code);
      }
      return integers;
    }
    int start = chunk * tile.cols();
    int[] word = memories.tileWord(e0 - start, e1 - start, format, scales);
    streamWords.add(word);
    Arrays.setAll(integers, i -> format.value(word[i], scales.zeros()[i / tile.cols()]));
    return integers;
  }

  private void addChunk(long[] word, int chunk, long[][] sums) {
    for (int m = 0; m < command.m(); m++) {
      int vector = (command.aBase() + m * command.aStride()) * tile.vector();
      for (int i = 0; i < word.length; i++) {
        int element = vector + chunk * tile.cols() + i % tile.cols();
        sums[m][i / tile.cols()] +=
            word[i] * memories.quantized[element % memories.quantized.length];
      }
    }
  }

  private GroupScales nextScales(int tileIndex) {
    if (!command.weightScale()) {
      return GroupScales.none(tile.rows());
    }
    if (command.kind() == Kind.KEYS) {
      return keyScales.get(keyScales.size() - command.tiles() + tileIndex);
    }
    GroupScales scales = memories.groupScales(format);
    byte[] word = memories.scaleWord(format, scales, tile.scaleBits());
    memories.weightScales.get(command.kind().source()).add(word);
    return scales;
  }

  private void accumulate(float[][] acc, long[][] sums, GroupScales scales, int group) {
    for (int m = 0; m < command.m(); m++) {
      int element = command.sBase() + m * command.sStride() + group;
      float ascale = Fp32.mul(memories.scales[element], command.matrixScale());
      for (int r = 0; r < tile.rows(); r++) {
        float wscale = command.weightScale() ? format.scaleValue(scales.codes()[r]) : 1;
        float factor = Fp32.mul(wscale, ascale);
        acc[m][r] = Fp32.add(acc[m][r], Fp32.mul(Fp32.fromInt(sums[m][r]), factor));
      }
    }
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
