package decodefab.simtests.matvec;

import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.golden.Fp32;
import java.util.List;
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
 * @param neighbours which weights are stored
 */
record MatvecFormat(
    ElementCode element,
    int kind,
    int exponent,
    int mantissa,
    ScaleCode scale,
    boolean zeroPoint,
    Neighbours neighbours) {

  static final int TABLE = 3;
  private static final int TRITS = 5;
  private static final List<ScaleCode> SCALES =
      List.of(
          ScaleCode.F16,
          ScaleCode.BF16,
          ScaleCode.F32,
          ScaleCode.E8M0,
          ScaleCode.E4M3,
          ScaleCode.ONE);

  /** A dense one. */
  MatvecFormat(
      ElementCode element, int kind, int exponent, int mantissa, ScaleCode scale, boolean zero) {
    this(element, kind, exponent, mantissa, scale, zero, Neighbours.NONE);
  }

  /** The same for a sparse matrix. */
  MatvecFormat of(Neighbours stored) {
    return new MatvecFormat(element, kind, exponent, mantissa, scale, zeroPoint, stored);
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

  /** Planes of a tile word. */
  int planes() {
    return element.bits() + neighbours.indexBits();
  }

  /** The bits that describe it to the engine. */
  long description(int firstTableEntry) {
    int bits = packsTrits() ? 8 : element.bits();
    return kind
        | (long) bits << 4
        | (long) exponent << 8
        | (long) mantissa << 12
        | (long) SCALES.indexOf(scale) << 16
        | (zeroPoint ? 1L << 19 : 0)
        | (long) firstTableEntry << 20
        | neighbours.description();
  }

  int scaleKind() {
    return SCALES.indexOf(scale);
  }

  /** Bits of a row in a scale word. */
  int scaleBits() {
    return scale.bits() + (zeroPoint ? 8 : 0);
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
  int randomScale(Random random) {
    int code =
        random.nextInt(40) == 0
            ? random.nextInt() >>> (32 - Math.max(1, scale.bits()))
            : scale.encode((float) Math.abs(random.nextDouble() - 0.3)).orElseThrow();
    // Codes without sign have no NaN and no infinity that the decoder would keep.
    return scale.isSigned() || scale.isNumber(code) ? code : randomScale(random);
  }

  float scaleValue(int code) {
    return switch (scaleKind()) {
      case 0 -> Fp32.fromF16(code);
      case 1 -> Float.intBitsToFloat(code << 16);
      case 2 -> Float.intBitsToFloat(code);
      default -> scale.value(code);
    };
  }
}
