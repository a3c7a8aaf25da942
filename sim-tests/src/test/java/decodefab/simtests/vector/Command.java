package decodefab.simtests.vector;

import java.util.Arrays;

/** One instruction word under construction, with the tag that its writes must carry. */
final class Command {

  static final int WORDS = 12;

  private final InstructionFields fields;
  private final int tag;
  private final int[] bits = new int[WORDS];

  /**
   * @param tag names the command in traces: the program counter in the low 10 bits, the layer above
   */
  Command(InstructionFields fields, int tag) {
    this.fields = fields;
    this.tag = tag;
  }

  /** Sets a field, such as {@code "VE_N"}; the value must fit. */
  Command set(String field, long value) {
    InstructionFields.Field f = fields.get(field);
    if (f.width() < 32 && value >>> f.width() != 0) {
      throw new IllegalArgumentException(field + " does not hold " + value);
    }
    for (int i = 0; i < f.width(); i++) {
      int at = f.low() + i;
      int mask = 1 << (at & 31);
      bits[at >> 5] = (value >>> i & 1) != 0 ? bits[at >> 5] | mask : bits[at >> 5] & ~mask;
    }
    return this;
  }

  /** Returns a field as an unsigned number, or as the 32 bits of an immediate. */
  int get(String field) {
    InstructionFields.Field f = fields.get(field);
    int value = 0;
    for (int i = 0; i < f.width(); i++) {
      int at = f.low() + i;
      value |= (bits[at >> 5] >>> (at & 31) & 1) << i;
    }
    return value;
  }

  boolean is(String field) {
    return get(field) != 0;
  }

  int tag() {
    return tag;
  }

  /** Returns the 32-bit words of the instruction, lowest first, then program counter and layer. */
  int[] encoded() {
    int[] all = Arrays.copyOf(bits, WORDS + 2);
    all[WORDS] = tag & 0x3FF;
    all[WORDS + 1] = tag >> 10;
    return all;
  }
}
