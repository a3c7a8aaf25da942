package decodefab.simtests.vector;

import decodefab.golden.Fp32;
import java.util.Random;

/** The memories that a vector command reads, filled at random, and the widths of all addresses. */
final class VectorMemories {

  static final int VM_BITS = 9;
  static final int SM_BITS = 7;
  static final int QM_BITS = 8;
  static final int QS_BITS = 6;
  static final int EXT_WORDS = 256;
  private static final int EXT_SOURCES = 3;

  private final int lanes;
  private final int[] vm;
  private final int[] sm;
  private final int[] ext;

  VectorMemories(int lanes, Random random) {
    this.lanes = lanes;
    vm = random.ints((long) lanes << VM_BITS).map(i -> value(random)).toArray();
    sm = random.ints((long) lanes << SM_BITS).map(i -> value(random)).toArray();
    // Any bits may come from outside: subnormals, NaN payloads, int8 and f16 codes.
    ext =
        random
            .ints((long) lanes * EXT_WORDS * EXT_SOURCES)
            .map(i -> random.nextBoolean() ? i : value(random))
            .toArray();
  }

  /** Returns a number as memory may hold it: often of everyday size, sometimes extreme. */
  static int value(Random random) {
    return switch (random.nextInt(16)) {
      case 0 -> random.nextBoolean() ? 0 : 0x80000000;
      case 1 -> Float.floatToRawIntBits(random.nextInt(9) - 4);
      case 2 -> canonical(random.nextInt());
      case 3 -> random.nextInt(8) == 0 ? extreme(random) : Float.floatToRawIntBits(1f);
      default ->
          Float.floatToRawIntBits(
              (float) random.nextGaussian() * Math.scalb(1f, random.nextInt(12) - 6));
    };
  }

  private static int extreme(Random random) {
    int[] bits = {0x7F800000, 0xFF800000, Fp32.NAN_BITS, 0x7F7FFFFF, 0x00800000, 0x80800000};
    return bits[random.nextInt(bits.length)];
  }

  private static int canonical(int bits) {
    float f = Float.intBitsToFloat(bits);
    return Math.abs(f) < Float.MIN_NORMAL
        ? bits & 0x80000000
        : Float.isNaN(f) ? Fp32.NAN_BITS : bits;
  }

  int lanes() {
    return lanes;
  }

  int[] vm() {
    return vm.clone();
  }

  int[] sm() {
    return sm.clone();
  }

  int[] ext() {
    return ext.clone();
  }

  float read(boolean scalarMemory, int address, int lane) {
    int[] memory = scalarMemory ? sm : vm;
    return Float.intBitsToFloat(memory[Math.floorMod(address * lanes + lane, memory.length)]);
  }

  /** Returns element {@code e} of an external operand. */
  float external(int source, int base, int format, int e) {
    int first = (source * EXT_WORDS + base) * lanes;
    return switch (format) {
      case 0 -> Float.intBitsToFloat(ext[first + e]);
      case 1 -> Fp32.fromF16(ext[first + e / 2] >>> (16 * (e % 2)) & 0xFFFF);
      default -> Fp32.fromInt((byte) (ext[first + e / 4] >> (8 * (e % 4))));
    };
  }

  String writeVm(int address, float[] word) {
    return write(vm, address & ((1 << VM_BITS) - 1), word);
  }

  String writeSm(int address, float[] word) {
    return write(sm, address & ((1 << SM_BITS) - 1), word);
  }

  String writeElement(int address, int lane, float value) {
    int at = address & ((1 << SM_BITS) - 1);
    sm[at * lanes + lane] = Float.floatToRawIntBits(value);
    return Expected.reducedLine(at, lane, sm[at * lanes + lane]);
  }

  int qmAddress(int address) {
    return address & ((1 << QM_BITS) - 1);
  }

  int qsAddress(int address) {
    return address & ((1 << QS_BITS) - 1);
  }

  private String write(int[] memory, int address, float[] word) {
    int[] bits = new int[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      bits[lane] = Float.floatToRawIntBits(word[lane]);
      memory[address * lanes + lane] = bits[lane];
    }
    return Expected.line(address, bits);
  }
}
