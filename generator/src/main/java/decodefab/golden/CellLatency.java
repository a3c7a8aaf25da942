package decodefab.golden;

/**
 * Pipeline depths of the library cells, in clock cycles from operands to result: the one place that
 * the planner, the golden schedule and the cell tests read them from.
 *
 * <p>All these cells accept new operands every cycle and never stall. A depth of 0 is
 * combinational.
 */
public final class CellLatency {

  /** {@code dfab_fp_add}. */
  public static final int FP_ADD = 4;

  /** {@code dfab_fp_mul}. */
  public static final int FP_MUL = 3;

  /** {@code dfab_fp_from_int}. */
  public static final int FP_FROM_INT = 2;

  /** {@code dfab_fp_from_f16}. */
  public static final int FP_FROM_F16 = 0;

  /** {@code dfab_fp_to_f16}. */
  public static final int FP_TO_F16 = 1;

  /** {@code dfab_fp_to_int}. */
  public static final int FP_TO_INT = 1;

  /** {@code dfab_fp_max}. */
  public static final int FP_MAX = 0;

  /** {@code dfab_fp_sfu}, every op, pass-through included. */
  public static final int FP_SFU = 5;

  /** {@code dfab_ram_1r1w} and {@code dfab_rom}: from read enable to data. */
  public static final int RAM_READ = 1;

  private CellLatency() {}

  /**
   * Returns the depth of {@code dfab_fp_sum_tree}: one adder per level.
   *
   * @param lanes a power of two, 1 to 64
   * @throws IllegalArgumentException if {@code lanes} is none of these
   */
  public static int fpSumTree(int lanes) {
    if (lanes < 1 || lanes > 64 || Integer.bitCount(lanes) != 1) {
      throw new IllegalArgumentException("lanes must be a power of two from 1 to 64, not " + lanes);
    }
    return FP_ADD * Integer.numberOfTrailingZeros(lanes);
  }
}
