package decodefab.estimate;

import static decodefab.plan.InstructionField.*;

import decodefab.golden.VectorTiming;
import decodefab.plan.FabricParameters;
import decodefab.plan.Instruction;

/**
 * A vector command at one position, as far as time and energy depend on it.
 *
 * @param words vector words that it issues
 * @param front whether it uses the front half of the lane pipeline
 * @param back whether it uses the back half
 * @param quantizes whether it writes codes
 * @param reduceCycles from a segment's last write to its result; 0 without a reduction
 * @param fence whether it waits until all before it is written
 * @param posts whether its completion is told to another engine
 * @param operand its external operand
 */
record VectorPass(
    int words,
    boolean front,
    boolean back,
    boolean quantizes,
    int reduceCycles,
    boolean fence,
    boolean posts,
    Operand operand) {

  /** Where the external operand of a command comes from. */
  enum Source {
    AUX,
    VALUE_SCALES,
    FAR,
    NONE
  }

  /**
   * The external operand of a command.
   *
   * @param source where it comes from
   * @param words source words that are asked for
   * @param parts vector words in a source word
   */
  record Operand(Source source, int words, int parts) {
    boolean present() {
      return source != Source.NONE;
    }
  }

  static VectorPass of(Instruction i, FabricParameters fabric, int position) {
    int elements = elements(i, fabric, position);
    long useB = i.get(VE_B_USE);
    long useC = i.get(VE_C_USE);
    boolean front =
        useB == 1
            || useB == 2
            || i.get(VE_PRE_MUL) != 0
            || i.get(VE_ROUND_F16) != 0
            || i.get(VE_SFU) != 0
            || i.get(VE_WR_QS) != 0;
    int vector = fabric.vector();
    int reduce =
        switch ((int) i.get(VE_REDUCE)) {
          case 0 -> 0;
          case 1 -> VectorTiming.sum(vector);
          default -> VectorTiming.max(vector);
        };
    return new VectorPass(
        Math.ceilDiv(elements, vector),
        front,
        useB == 3 || useC != 0,
        i.get(VE_WR_Q) != 0,
        reduce,
        i.get(FENCE) != 0,
        i.get(POST) != 0,
        operand(i, elements, vector));
  }

  private static int elements(Instruction i, FabricParameters fabric, int position) {
    return switch ((int) i.get(VE_N_MODE)) {
      case 1 -> position + 1;
      case 2 -> position / fabric.probabilityGroup() + 1;
      default -> (int) i.get(VE_N);
    };
  }

  private static Operand operand(Instruction i, int elements, int vector) {
    long use = i.get(VE_C_USE);
    if (i.get(VE_C_MODE) != 3 || (use != 1 && use != 2)) {
      return new Operand(Source.NONE, 0, 1);
    }
    int parts = 1 << (int) i.get(VE_EXT_FMT);
    int words = Math.ceilDiv(elements, parts * vector);
    return new Operand(Source.values()[(int) i.get(VE_EXT_SRC)], words, parts);
  }
}
