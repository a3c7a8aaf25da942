package decodefab.simtests.matvec;

import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.golden.Fp32;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One entry of the engine's list of formats, written from the headers of the cells.
 *
 * @param element what a code means
 * @param kind of decode logic
 * @param exponent bits, of a float
 * @param mantissa bits, of a float
 * @param scale how a group's scale is stored
 * @param zeroPoint whether each group has a zero point
 * @param min how a group's minimum is stored, if it has one
 * @param over how the scales of a super-group are stored, if there are any
 */
record MatvecFormat(
    ElementCode element,
    int kind,
    int exponent,
    int mantissa,
    ScaleCode scale,
    boolean zeroPoint,
    Optional<ScaleCode> min,
    Optional<ScaleCode> over) {

  static final int TABLE = 3;
  private static final int SIGNED_SCALE = 6;
  private static final long PRESENT = 8;
  private static final int TRITS = 5;
  private static final List<ScaleCode> SCALES =
      List.of(
          ScaleCode.F16,
          ScaleCode.BF16,
          ScaleCode.F32,
          ScaleCode.E8M0,
          ScaleCode.E4M3,
          ScaleCode.ONE);

  MatvecFormat(
      ElementCode element, int kind, int exponent, int mantissa, ScaleCode scale, boolean zero) {
    this(element, kind, exponent, mantissa, scale, zero, Optional.empty(), Optional.empty());
  }

  /** The same with a minimum in each group. */
  MatvecFormat min(ScaleCode code) {
    return new MatvecFormat(
        element, kind, exponent, mantissa, scale, zeroPoint, Optional.of(code), over);
  }

  /** The same with its groups under the scales of super-groups. */
  MatvecFormat under(ScaleCode code) {
    return new MatvecFormat(
        element, kind, exponent, mantissa, scale, zeroPoint, min, Optional.of(code));
  }

  static MatvecFormat unsigned(int bits, ScaleCode scale) {
    return new MatvecFormat(ElementCodes.unsigned(bits), 1, 0, 0, scale, false);
  }

  static MatvecFormat signed(int bits, ScaleCode scale) {
    return new MatvecFormat(ElementCodes.signed(bits), 0, 0, 0, scale, false);
  }

  static MatvecFormat zeroPoint(int bits, ScaleCode scale) {
    return new MatvecFormat(ElementCodes.unsigned(bits), 1, 0, 0, scale, true);
  }

  static MatvecFormat smallFloat(int exponent, int mantissa, ScaleCode scale) {
    ElementCode element = ElementCodes.smallFloat(exponent, mantissa);
    return new MatvecFormat(element, 2, exponent, mantissa, scale, false);
  }

  static MatvecFormat codebook(List<Double> entries, ScaleCode scale) {
    ElementCode element = ElementCodes.codebook(entries, ElementCodes.CODEBOOK_BITS);
    return new MatvecFormat(element, TABLE, 0, 0, scale, false);
  }

  static MatvecFormat packedTrits(ScaleCode scale) {
    return new MatvecFormat(ElementCodes.ternary(), TRITS, 0, 0, scale, false);
  }

  boolean packsTrits() {
    return kind == TRITS;
  }

  /** The bits that describe it to the engine; those of a dense matrix. */
  long description(int firstTableEntry) {
    int bits = packsTrits() ? 8 : element.bits();
    return kind
        | (long) bits << 4
        | (long) exponent << 8
        | (long) mantissa << 12
        | (long) kind(scale) << 16
        | (zeroPoint ? 1L << 19 : 0)
        | over.map(s -> (PRESENT | kind(s)) << 40).orElse(0L)
        | min.map(m -> (PRESENT | kind(m)) << 44).orElse(0L)
        | (long) firstTableEntry << 20;
  }

  static int kind(ScaleCode scale) {
    return scale.isInteger() ? SIGNED_SCALE + (scale.isSigned() ? 0 : 1) : SCALES.indexOf(scale);
  }

  /** Bytes of a row in a group's scale word. */
  int groupBytes() {
    return bytes(scale) + (zeroPoint ? 1 : 0) + min.map(MatvecFormat::bytes).orElse(0);
  }

  /** Bytes of a row that the first group of a super-group has besides. */
  int superBytes() {
    return over.map(MatvecFormat::bytes).orElse(0) * (min.isPresent() ? 2 : 1);
  }

  static int bytes(ScaleCode scale) {
    return (scale.bits() + 7) / 8;
  }

  /** A random code that is a number, also one that quantizing never gives. */
  int randomCode(Random random) {
    int code = random.nextInt(element.codes());
    return element.isNumber(code) ? code : randomCode(random);
  }

  /** The code that decodes to zero. */
  int zeroCode(int zero) {
    return zeroPoint ? zero : element.zeroCode().orElseThrow();
  }

  /** The integer of a code in a group with a zero point. */
  long value(int code, int zero) {
    return element.value(code) - zero;
  }

  /** Mostly an ordinary scale; now and then any code, NaN and subnormals included. */
  static int randomScale(ScaleCode scale, Random random) {
    if (scale.isInteger()) {
      return random.nextInt(1 << scale.bits());
    }
    int code =
        random.nextInt(40) == 0
            ? random.nextInt() >>> (32 - Math.max(1, scale.bits()))
            : scale.encode((float) Math.abs(random.nextDouble() - 0.3)).orElseThrow();
    // Codes without sign have no NaN and no infinity that the decoder would keep.
    return scale.isSigned() || scale.isNumber(code) ? code : randomScale(scale, random);
  }

  static float scaleValue(ScaleCode scale, int code) {
    return switch (kind(scale)) {
      case 0 -> Fp32.fromF16(code);
      case 1 -> Float.intBitsToFloat(code << 16);
      case 2 -> Float.intBitsToFloat(code);
      default -> scale.value(code);
    };
  }
}
