package decodefab.golden;

/**
 * Cycle counts of the vector engine ({@code dfab_vector}), for the estimator; a test measures each
 * on the RTL.
 *
 * <p>A command of w words issues for w cycles, and the next command's first word follows in the
 * next cycle: issue overhead is {@link #ISSUE_OVERHEAD}. A fence waits {@link #drain} cycles after
 * the last word issued before it instead; a command with a nonzero POST makes its successor wait
 * {@link #POST_OVERHEAD} more.
 */
public final class VectorTiming {

  /** Cycles lost between two commands without fence or post. */
  public static final int ISSUE_OVERHEAD = 0;

  /** From a command being taken to the read address of its first word. */
  public static final int TAKE_TO_READ = 2;

  /** Cycles that a post costs the next command beyond a fence. */
  public static final int POST_OVERHEAD = 1;

  /** A QM write comes this much after the VM or SM write of the word. */
  public static final int QUANTIZE = CellLatency.FP_TO_INT;

  private static final int OPERANDS = 2;

  /** Pre-add, pre-multiply, f16 rounding with its two registers, special function. */
  private static final int FRONT =
      CellLatency.FP_ADD + CellLatency.FP_MUL + CellLatency.FP_TO_F16 + 1 + CellLatency.FP_SFU;

  private static final int BACK = 2 * CellLatency.FP_MUL + CellLatency.FP_ADD;

  private VectorTiming() {}

  /**
   * Returns the cycles from a word's read address to its VM or SM write, in a pipeline that holds
   * no earlier word. Behind one, a command may take a longer path, so as not to overtake.
   *
   * @param front the command uses pre-add or -subtract, pre-multiply, f16 rounding, the special
   *     function or the QS tap
   * @param back the command multiplies by b or uses operand c or an immediate at the end
   */
  public static int latency(boolean front, boolean back) {
    return OPERANDS + (front ? FRONT : 0) + (back ? BACK : 0);
  }

  /**
   * Returns the cycles from the VM or SM write of a segment's last word to the SM write of its sum.
   *
   * @param vector lanes, a power of two, 2 to 64
   */
  public static int sum(int vector) {
    return CellLatency.fpSumTree(vector) + 3 * CellLatency.FP_ADD + 2;
  }

  /**
   * Returns the same for a maximum or argmax.
   *
   * @param vector lanes, a power of two, 2 to 64
   */
  public static int max(int vector) {
    return Integer.numberOfTrailingZeros(vector) + 2;
  }

  /**
   * Returns the cycles from the issue of a command's last word to that of a fenced successor's
   * first word.
   *
   * @param latency of the path, see {@link #latency}
   * @param quantize whether the command writes QM
   * @param reduce {@link #sum} or {@link #max}, or 0 without a reduction
   */
  public static int drain(int latency, boolean quantize, int reduce) {
    int words = latency + (quantize ? QUANTIZE : 0) + 1;
    return reduce == 0 ? words : Math.max(words, latency + reduce + 2);
  }
}
