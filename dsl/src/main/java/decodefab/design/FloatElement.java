package decodefab.design;

/**
 * A small floating-point number: one sign bit, then exponent, then mantissa; {@code float(2, 1)} is
 * the element of MXFP4, {@code float(8, 23)} is IEEE single precision.
 *
 * @param exponent bits, 1 to 8
 * @param mantissa bits, 0 to 23
 */
public record FloatElement(int exponent, int mantissa) implements ElementType {
  public FloatElement {
    if (exponent < 1 || exponent > 8 || mantissa < 0 || mantissa > 23) {
      throw new IllegalArgumentException("float(" + exponent + ", " + mantissa + ")");
    }
  }

  @Override
  public int bits() {
    return 1 + exponent + mantissa;
  }
}
