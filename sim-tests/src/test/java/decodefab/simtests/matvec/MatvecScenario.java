package decodefab.simtests.matvec;

import decodefab.simtests.matvec.MatvecCommand.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A sequence of commands with everything they read, and what they must write.
 *
 * @param commands in order
 * @param expected all writes in order
 * @param input the bench's input
 */
record MatvecScenario(List<MatvecCommand> commands, List<ResultWrite> expected, ByteSink input) {

  /**
   * Makes up a scenario.
   *
   * @param count commands
   * @param kinds what commands may read
   * @param idle percent of cycles in which a source pauses
   * @param back percent of cycles in which the vector memory is not ready
   */
  static MatvecScenario random(
      MatvecTile tile, long seed, int count, List<Kind> kinds, int idle, int back) {
    return of(
        tile,
        new Random(seed),
        count,
        (random, kvBase, ksBase) -> MatvecCommand.random(random, tile, kinds, kvBase, ksBase),
        idle,
        back);
  }

  /** Makes up commands, given free places of the KV cache. */
  interface CommandSource {
    MatvecCommand next(Random random, int kvBase, int ksBase);
  }

  /** Makes up a scenario of chosen commands. */
  static MatvecScenario of(
      MatvecTile tile, Random random, int count, CommandSource source, int idle, int back) {
    MatvecMemories memories = new MatvecMemories(tile, random);
    List<MatvecCommand> commands = new ArrayList<>();
    List<ResultWrite> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kvBase = memories.kv.size() + random.nextInt(3);
      int ksBase = memories.keyScales.size() + random.nextInt(3);
      MatvecCommand command = source.next(random, kvBase, ksBase);
      commands.add(command);
      expected.addAll(MatvecModel.run(tile, command, memories));
    }
    ByteSink sink = new ByteSink().u32(random.nextInt()).u32(idle).u32(back);
    sink.words(split(memories.quantized, tile.vector()));
    sink.words(scaleWords(memories.scales, tile.vector()));
    for (int i = 0; i < 2; i++) {
      sink.words(memories.containers.get(i)).words(memories.weightScales.get(i));
    }
    sink.words(tile.packed(memories.kv)).words(memories.keyScales).words(memories.list);
    sink.u32(commands.size());
    for (MatvecCommand command : commands) {
      sink.raw(command.encode()).u32(command.pc() | command.layer() << 16);
    }
    sink.u32(expected.size());
    return new MatvecScenario(List.copyOf(commands), List.copyOf(expected), sink);
  }

  private static List<byte[]> split(byte[] bytes, int width) {
    List<byte[]> words = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += width) {
      words.add(Arrays.copyOfRange(bytes, at, at + width));
    }
    return words;
  }

  private static List<byte[]> scaleWords(float[] scales, int width) {
    ByteSink sink = new ByteSink();
    for (float scale : scales) {
      sink.u32(Float.floatToRawIntBits(scale));
    }
    return split(sink.toByteArray(), width * 4);
  }
}
