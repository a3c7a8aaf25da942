package decodefab.golden;

/**
 * Cycle counts of {@code dfab_matvec}, exact when weights, scales and the vector memory are always
 * ready.
 *
 * <p>A command issues one slot per cycle (one tile word times one input vector), or one phase of it
 * where the KV cache has lanes of its own. Two things can hold a slot back: its accumulator entry
 * is still in the adder, which needs a round of at most {@link #HAZARD} results; or the result
 * queue is full, which needs results of more than one word of the vector memory.
 */
public final class MatvecTiming {

  /** Cycles from the acceptance of a command to its first slot, when the engine is idle. */
  public static final int COMMAND_TO_SLOT = 2;

  /** Cycles after a result slot in which its accumulator entry cannot be used again. */
  public static final int HAZARD = 5;

  /** Places of the result queue. */
  public static final int QUEUE = 32;

  /** Cycles from the acceptance of a KV command to its request at the KV memory. */
  public static final int COMMAND_TO_KV_REQUEST = 3;

  /** Cycles from a request to its first word, of {@code dfab_kv_memory}. */
  public static final int KV_REQUEST_TO_WORD = 3;

  /** Cycles that {@code dfab_matvec_zeros} takes for a round beside one for each of its columns. */
  public static final int LOOK = 3;

  /** Cycles by which the first slot of a command comes later for that, beside the same. */
  public static final int LOOK_TO_SLOT = 4;

  private MatvecTiming() {}

  /**
   * Returns the cycles from a slot that completes a tile to its first word at the vector memory.
   *
   * @param cols columns of the tile, a power of two
   */
  public static int slotToResult(int cols) {
    int treeStages = treeStages(cols);
    // Memory and operand registers, products, tree; sum; fp32; queue.
    int scaled = CellLatency.FP_FROM_INT + CellLatency.FP_MUL + CellLatency.FP_ADD;
    return 3 + treeStages + 1 + scaled + 1;
  }

  private static int treeStages(int cols) {
    return (Integer.numberOfTrailingZeros(cols) + 1) / 2;
  }

  /**
   * Returns the cycles by which all results of an engine come later for what it builds of scales:
   * the product of two weight scales waits for its factors, and a minimum is one more addition.
   *
   * @param cols columns of the tile, a power of two
   * @param superGroups whether any format has super-groups
   * @param minima whether any format has minima
   */
  public static int scaleCycles(int cols, boolean superGroups, boolean minima) {
    // Held, decoded, multiplied; beside memory and operand registers, products, tree.
    int product = 3 + CellLatency.FP_MUL;
    int late = superGroups ? Math.max(0, product - 3 - treeStages(cols)) : 0;
    return late + (minima ? CellLatency.FP_ADD : 0);
  }

  /**
   * Returns the cycles from the acceptance of a command by an idle engine to the acceptance of its
   * last result.
   */
  public static long cycles(MatvecShape shape) {
    return run(shape).lastResult();
  }

  /**
   * Returns the cycles that a command keeps the issue busy: the distance to the first slot of the
   * next command, when that waits at the engine already.
   */
  public static long issueCycles(MatvecShape shape) {
    return run(shape).lastSlot() - COMMAND_TO_SLOT + 1;
  }

  /**
   * Returns how many of the {@link #issueCycles} belong to the last round. The next command is
   * accepted when that round is handed on, before its first slot.
   */
  public static long lastRoundCycles(MatvecShape shape) {
    SlotClock clock = run(shape);
    return clock.lastSlot() - clock.lastRoundOpened() + 1;
  }

  private static SlotClock run(MatvecShape shape) {
    SlotClock clock = new SlotClock(shape);
    for (int first = 0; first < shape.tiles(); first += shape.block()) {
      int tiles = Math.min(shape.block(), shape.tiles() - first);
      boolean lastBlock = first + tiles == shape.tiles();
      clock.openBlock(tiles);
      int from = 0;
      while (from < shape.k()) {
        int end = shape.pieceEnd(from);
        clock.round(from, end, lastBlock && end == shape.k());
        from = end;
      }
    }
    return clock;
  }
}
