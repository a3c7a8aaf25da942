package decodefab.simtests.matvec;

import java.util.Map;

/**
 * One parameter setting of the store engine, and the cache that the test gives it.
 *
 * @param rows tile rows
 * @param cols tile columns
 * @param vector elements per quantized word
 * @param log2Group log2 of the positions in a group of the V cache
 * @param head elements of a head
 * @param heads heads
 * @param positions positions in the cache
 * @param bits of an element of the cache
 */
record StoreTile(
    int rows, int cols, int vector, int log2Group, int head, int heads, int positions, int bits) {

  static final int QM_BASE = 3;
  static final int QS_BASE = 1;

  Map<String, String> parameters() {
    return Map.of(
        "KV_BITS", String.valueOf(bits),
        "ROWS", String.valueOf(rows),
        "COLS", String.valueOf(cols),
        "VECTOR", String.valueOf(vector),
        "LOG2_PGROUP", String.valueOf(log2Group),
        "QM_DEPTH", String.valueOf(qmDepth()),
        "QS_DEPTH", String.valueOf(qsDepth()));
  }

  int qmDepth() {
    int elements = (QM_BASE + 1) * vector + heads * head;
    int unit = 2 * Math.max(cols, vector);
    return (elements + unit - 1) / unit * unit / vector;
  }

  int qsDepth() {
    return QS_BASE + 1 + (heads + vector - 1) / vector;
  }

  /** KV words of one head of keys, with one to spare. */
  int keyWords() {
    return (positions + rows - 1) / rows * ((head + cols - 1) / cols) + 1;
  }

  /** KV words of one head of values, with one to spare. */
  int valueWords() {
    int group = 1 << log2Group;
    return (positions + group - 1) / group * (head / rows) * (group / cols) + 1;
  }

  int keyScaleWords() {
    return (positions + rows - 1) / rows + 1;
  }

  int valueScaleWords() {
    return (positions + vector - 1) / vector + 1;
  }

  /** First KV word of the values; the keys begin at word 0. */
  int valueBase() {
    return heads * keyWords();
  }
}
