package decodefab.simtests.matvec;

import java.util.Map;

/**
 * One parameter setting of the engine under test.
 *
 * @param rows tile rows
 * @param cols tile columns
 * @param vector elements per vector-memory word
 * @param accDepth accumulator entries
 * @param maxM most input vectors of a command
 */
record MatvecTile(int rows, int cols, int vector, int accDepth, int maxM) {

  /** Words of the quantized memory: enough for every case. */
  int qmDepth() {
    return 4096 / vector;
  }

  /** Words of the scale memory. */
  int qsDepth() {
    return Math.max(2, 512 / vector);
  }

  Map<String, Integer> parameters() {
    return Map.of(
        "ROWS", rows,
        "COLS", cols,
        "VECTOR", vector,
        "ACC_DEPTH", accDepth,
        "MAX_M", maxM,
        "QM_DEPTH", qmDepth(),
        "QS_DEPTH", qsDepth());
  }
}
