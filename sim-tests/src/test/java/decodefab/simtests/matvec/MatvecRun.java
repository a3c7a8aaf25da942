package decodefab.simtests.matvec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bench saw in one scenario.
 *
 * @param accepted cycles in which commands were accepted
 * @param results writes in order
 * @param resultCycles their cycles
 * @param posts masks in order
 * @param postCycles their cycles
 * @param leftOver words left in the seven streams
 * @param jumped containers that were jumped over
 * @param stallIn cycles in which the engine reported to wait for input
 * @param stallOut cycles in which it reported to wait for its output
 */
record MatvecRun(
    List<Integer> accepted,
    List<ResultWrite> results,
    List<Integer> resultCycles,
    List<Integer> posts,
    List<Integer> postCycles,
    List<Integer> leftOver,
    int jumped,
    int stallIn,
    int stallOut) {

  private static final int ACCEPTED = 1;
  private static final int RESULT = 2;
  private static final int POST = 3;
  private static final int END = 4;

  /** Reads one scenario's records. */
  static MatvecRun read(ByteBuffer from, MatvecTile tile) {
    List<Integer> accepted = new ArrayList<>();
    List<ResultWrite> results = new ArrayList<>();
    List<Integer> resultCycles = new ArrayList<>();
    List<Integer> posts = new ArrayList<>();
    List<Integer> postCycles = new ArrayList<>();
    int record = from.getInt();
    while (record != END) {
      switch (record) {
        case ACCEPTED -> accepted.add(from.getInt());
        case RESULT -> {
          resultCycles.add(from.getInt());
          results.add(result(from, tile));
        }
        case POST -> {
          postCycles.add(from.getInt());
          posts.add(from.getInt());
        }
        default -> throw new IllegalStateException("record " + record);
      }
      record = from.getInt();
    }
    List<Integer> leftOver = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      leftOver.add(from.getInt());
    }
    return new MatvecRun(
        accepted,
        results,
        resultCycles,
        posts,
        postCycles,
        leftOver,
        from.getInt(),
        from.getInt(),
        from.getInt());
  }

  private static ResultWrite result(ByteBuffer from, MatvecTile tile) {
    int address = from.getInt();
    long lanes = Integer.toUnsignedLong(from.getInt()) | (long) from.getInt() << 32;
    int pc = from.getInt();
    int layer = from.getInt();
    List<Integer> bits = new ArrayList<>();
    for (int lane = 0; lane < tile.vector(); lane++) {
      int value = from.getInt();
      if ((lanes >>> lane & 1) != 0) {
        bits.add(value);
      }
    }
    return new ResultWrite(address, lanes, bits, pc, layer);
  }
}
