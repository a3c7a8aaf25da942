package decodefab.design;

import java.util.Locale;

/** How a scale is stored. */
public sealed interface ScaleType
    permits ScaleType.FloatScale, ScaleType.IntScale, ScaleType.NoScale {
  /** Bits that one scale takes; 0 without a scale. */
  int bits();

  /** As it is written in a design. */
  String text();

  /** A scale in a floating-point format. */
  enum FloatScale implements ScaleType {
    F32(32),
    F16(16),
    BF16(16),
    /** A bare power of two, as in the OCP microscaling formats. */
    E8M0(8),
    /** Eight bits with four of exponent, as in NVFP4. */
    E4M3(8);

    private final int bits;

    FloatScale(int bits) {
      this.bits = bits;
    }

    @Override
    public int bits() {
      return bits;
    }

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An integer scale, itself scaled by a second one: written {@code int(8)}, or {@code uint(6)}
   * without sign.
   *
   * @param bits from 2 to 16, sign included
   * @param signed whether it is two's complement
   */
  record IntScale(int bits, boolean signed) implements ScaleType {
    public IntScale {
      if (bits < IntElement.MIN_BITS || bits > IntElement.MAX_BITS) {
        throw new IllegalArgumentException("scale of " + bits + " bits");
      }
    }

    @Override
    public String text() {
      return (signed ? "int(" : "uint(") + bits + ")";
    }
  }

  /** The element is the value; only floating-point elements go without a scale. */
  record NoScale() implements ScaleType {
    @Override
    public int bits() {
      return 0;
    }

    @Override
    public String text() {
      return "none";
    }
  }
}
