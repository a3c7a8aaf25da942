package decodefab.estimate;

import static decodefab.plan.InstructionField.*;

import decodefab.plan.FabricParameters;
import decodefab.plan.Instruction;

/**
 * A store command at one position: one key or one value of every head.
 *
 * @param heads heads
 * @param inputWords words of quantized elements that it reads
 * @param cacheWords words of the cache that it writes, in part
 * @param wholeWords whether it clears the rest of each word
 * @param value whether it stores a value, a column of each word, and not a key, a row of each
 * @param groupElements elements of one head that go to one cache word
 */
record StoreCommand(
    int heads,
    long inputWords,
    long cacheWords,
    boolean wholeWords,
    boolean value,
    int groupElements) {

  static StoreCommand of(Instruction i, FabricParameters fabric, int position) {
    boolean value = i.get(ST_KIND) == 1;
    int heads = (int) i.get(ST_HEADS);
    int head = (int) i.get(ST_HEAD_ELEMS);
    int group = value ? fabric.rows() : fabric.cols();
    int clearing = value ? fabric.cols() : fabric.rows();
    return new StoreCommand(
        heads,
        (long) heads * Math.ceilDiv(head, fabric.vector()),
        (long) heads * Math.ceilDiv(head, group),
        position % clearing == 0,
        value,
        group);
  }

  /** Beats of an off-chip channel that hold a written byte, for one cache word. */
  long beatsPerWord(FabricParameters fabric, int beatBytes) {
    int word = fabric.kvWordBytes();
    // The row of a key and the column of a value are runs of bytes, each in its order of a word.
    int run = word / (value ? fabric.cols() : fabric.rows());
    return Math.max(1, (wholeWords ? word : run) / beatBytes);
  }
}
