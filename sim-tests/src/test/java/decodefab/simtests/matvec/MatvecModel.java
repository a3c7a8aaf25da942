package decodefab.simtests.matvec;

import decodefab.golden.Fp32;
import decodefab.simtests.matvec.MatvecCommand.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * One command as FABRIC.md states it, loop by loop. It makes up the matrix as it goes and puts it
 * where the engine will look for it.
 */
final class MatvecModel {

  private final MatvecTile tile;
  private final MatvecCommand command;
  private final MatvecMemories memories;
  private final List<byte[]> streamWords = new ArrayList<>();
  private final List<ResultWrite> results = new ArrayList<>();

  private MatvecModel(MatvecTile tile, MatvecCommand command, MatvecMemories memories) {
    this.tile = tile;
    this.command = command;
    this.memories = memories;
  }

  /** Runs a command: extends the streams or the KV cache, returns the writes in order. */
  static List<ResultWrite> run(MatvecTile tile, MatvecCommand command, MatvecMemories memories) {
    MatvecModel model = new MatvecModel(tile, command, memories);
    model.fillCache();
    for (int first = 0; first < command.tiles(); first += command.block()) {
      model.block(first, Math.min(command.block(), command.tiles() - first));
    }
    if (!command.fromKv()) {
      List<byte[]> words = model.streamWords;
      memories
          .containers
          .get(command.kind().source())
          .addAll(command.int8() ? words : memories.packInt4(words));
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
      memories.kv.add(memories.tileWord(0, tile.cols(), true));
    }
    while (command.kind() == Kind.KEYS
        && memories.keyScales.size() < command.ksBase() + command.tiles()) {
      memories.keyScales.add(memories.scaleWord());
    }
    for (int i = 0; i < command.tiles(); i++) {
      int place = cachePlace(i, chunksOfRow() - 1);
      int columns = command.k() - (chunksOfRow() - 1) * tile.cols();
      memories.kv.set(place, memories.tileWord(0, columns, true));
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
    byte[][] wscale = new byte[tiles][];
    int e0 = 0;
    while (e0 < command.k()) {
      int e1 =
          Math.min(
              command.k(),
              Math.min(
                  (e0 / command.weightGroup() + 1) * command.weightGroup(),
                  (e0 / command.activationGroup() + 1) * command.activationGroup()));
      for (int i = 0; i < tiles; i++) {
        int[][] sums = new int[command.m()][tile.rows()];
        for (int chunk = e0 / tile.cols(); chunk <= (e1 - 1) / tile.cols(); chunk++) {
          addChunk(word(first + i, chunk, e0, e1), chunk, sums);
        }
        if (e0 % command.weightGroup() == 0 && command.weightScale()) {
          wscale[i] = nextScale(first + i);
        }
        accumulate(acc[i], sums, wscale[i], e0 / command.activationGroup());
      }
      e0 = e1;
    }
    for (int i = 0; i < tiles; i++) {
      for (int m = 0; m < command.m(); m++) {
        write(first + i, m, acc[i][m]);
      }
    }
  }

  private byte[] word(int tileIndex, int chunk, int e0, int e1) {
    if (command.fromKv()) {
      return memories.kv.get(cachePlace(tileIndex, chunk));
    }
    int start = chunk * tile.cols();
    byte[] word = memories.tileWord(e0 - start, e1 - start, command.int8());
    streamWords.add(word);
    return word;
  }

  private void addChunk(byte[] word, int chunk, int[][] sums) {
    for (int m = 0; m < command.m(); m++) {
      int vector = (command.aBase() + m * command.aStride()) * tile.vector();
      for (int i = 0; i < word.length; i++) {
        int element = vector + chunk * tile.cols() + i % tile.cols();
        sums[m][i / tile.cols()] +=
            word[i] * memories.quantized[element % memories.quantized.length];
      }
    }
  }

  private byte[] nextScale(int tileIndex) {
    if (command.kind() == Kind.KEYS) {
      return memories.keyScales.get(command.ksBase() + tileIndex);
    }
    byte[] word = memories.scaleWord();
    memories.weightScales.get(command.kind().source()).add(word);
    return word;
  }

  private void accumulate(float[][] acc, int[][] sums, byte[] wscale, int group) {
    for (int m = 0; m < command.m(); m++) {
      int element = command.sBase() + m * command.sStride() + group;
      float ascale = memories.scales[element];
      for (int r = 0; r < tile.rows(); r++) {
        float factor = ascale;
        if (command.weightScale()) {
          int bits = (wscale[2 * r] & 0xFF) | (wscale[2 * r + 1] & 0xFF) << 8;
          factor = Fp32.mul(Fp32.fromF16(bits), ascale);
        }
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
