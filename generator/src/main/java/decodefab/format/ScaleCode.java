package decodefab.format;

import decodefab.design.ScaleType;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How a scale is stored. Decoding is exact: every scale is a binary32 number.
 *
 * <p>The fabric reads a subnormal binary32 as zero, so {@link #encode} never gives a scale that is
 * one: those of {@link #F32} and {@link #BF16} become zero, those of {@link #E8M0} the next power
 * of two, 2^-126. {@link #value} still says what an imported code stands for.
 */
public final class ScaleCode {
  /** IEEE 754 binary32. */
  public static final ScaleCode F32 = new ScaleCode(Kind.F32, 32);

  /** IEEE 754 binary16; its subnormals are plain numbers in binary32. */
  public static final ScaleCode F16 = new ScaleCode(Kind.F16, 16);

  /** The upper half of binary32. */
  public static final ScaleCode BF16 = new ScaleCode(Kind.BF16, 16);

  /** OCP MX: 2^(code - 127); 0xFF is NaN; no sign and no zero. */
  public static final ScaleCode E8M0 = new ScaleCode(Kind.E8M0, 8);

  /** OCP FP8 E4M3 without its sign, which stays 0: from 2^-9 to 448, and zero; 0x7F is NaN. */
  public static final ScaleCode E4M3 = new ScaleCode(Kind.E4M3, 8);

  /** No bits, and always 1. */
  public static final ScaleCode ONE = new ScaleCode(Kind.ONE, 0);

  private enum Kind {
    F32,
    F16,
    BF16,
    E8M0,
    E4M3,
    UINT,
    INT,
    ONE
  }

  private static final int F16_SIGN = 0x8000;
  private static final int E4M3_NAN = 0x7F;
  private static final int E8M0_NAN = 0xFF;

  private final Kind kind;
  private final int bits;

  private ScaleCode(Kind kind, int bits) {
    this.kind = kind;
    this.bits = bits;
  }

  /**
   * Unsigned integers, for groups under a second scale.
   *
   * @param bits 2 to 16
   */
  public static ScaleCode unsigned(int bits) {
    return new ScaleCode(Kind.UINT, new ScaleType.IntScale(bits, false).bits());
  }

  /**
   * Two's complement integers, for groups under a second scale; {@link #encode} leaves the most
   * negative one out.
   *
   * @param bits 2 to 16
   */
  public static ScaleCode signed(int bits) {
    return new ScaleCode(Kind.INT, new ScaleType.IntScale(bits, true).bits());
  }

  /** The codes of a scale type of the language. */
  public static ScaleCode of(ScaleType type) {
    return switch (type) {
      case ScaleType.FloatScale f ->
          switch (f) {
            case F32 -> F32;
            case F16 -> F16;
            case BF16 -> BF16;
            case E8M0 -> E8M0;
            case E4M3 -> E4M3;
          };
      case ScaleType.IntScale i -> i.signed() ? signed(i.bits()) : unsigned(i.bits());
      case ScaleType.NoScale n -> ONE;
    };
  }

  /** Bits of a stored scale; 0 to 16, or 32. */
  public int bits() {
    return bits;
  }

  /** Whether scales are integers, which count in units of a second scale. */
  public boolean isInteger() {
    return kind == Kind.INT || kind == Kind.UINT;
  }

  /** Whether scales below zero can be written. */
  public boolean isSigned() {
    return switch (kind) {
      case F32, F16, BF16, INT -> true;
      case E8M0, E4M3, UINT, ONE -> false;
    };
  }

  /** Whether a code stands for a finite number that this type may hold. */
  public boolean isNumber(int code) {
    if (bits < 32 && (code < 0 || code >= 1 << bits)) {
      return false;
    }
    return switch (kind) {
      case F32 -> Float.isFinite(Float.intBitsToFloat(code));
      case F16 -> Float.isFinite(Float.float16ToFloat((short) code));
      case BF16 -> Float.isFinite(Float.intBitsToFloat(code << 16));
      case E8M0 -> code != E8M0_NAN;
      case E4M3 -> code < E4M3_NAN;
      case UINT, INT, ONE -> true;
    };
  }

  /**
   * The scale that a code stands for.
   *
   * @param code the stored bits; for types of fewer than 32 bits read as unsigned
   * @throws IllegalArgumentException unless {@link #isNumber}
   */
  public float value(int code) {
    if (!isNumber(code)) {
      throw new IllegalArgumentException(
          "0x" + Integer.toHexString(code) + " is no scale in " + text());
    }
    return decoded(code);
  }

  private float decoded(int code) {
    return switch (kind) {
      case F32 -> Float.intBitsToFloat(code);
      case F16 -> Float.float16ToFloat((short) code);
      case BF16 -> Float.intBitsToFloat(code << 16);
      case E8M0 -> code == 0 ? 0x1p-127f : Float.intBitsToFloat(code << 23);
      case E4M3 -> e4m3(code);
      case UINT -> code;
      case INT -> code << (32 - bits) >> (32 - bits);
      case ONE -> 1;
    };
  }

  private static float e4m3(int code) {
    int field = code >> 3;
    int fraction = code & 7;
    return field == 0 ? fraction * 0x1p-9f : Math.scalb(8f + fraction, field - 10);
  }

  /** The largest scale that can be written. */
  public float largest() {
    return decoded(largestCode());
  }

  private int largestCode() {
    return switch (kind) {
      case F32 -> 0x7F7FFFFF;
      case F16 -> 0x7BFF;
      case BF16 -> 0x7F7F;
      case E8M0 -> E8M0_NAN - 1;
      case E4M3 -> E4M3_NAN - 1;
      case UINT -> (1 << bits) - 1;
      case INT -> (1 << (bits - 1)) - 1;
      case ONE -> 0;
    };
  }

  /** The code of the nearest scale. */
  public OptionalInt encode(float wanted) {
    return encode(wanted, Rounding.NEAREST);
  }

  /**
   * The code of a scale near the wanted one.
   *
   * @param wanted any number; what is below zero only where {@link #isSigned}
   * @return empty when the scale is too large (nearest: when it would round to the step after the
   *     largest, as IEEE 754 overflows), below zero without a sign, or no finite number
   */
  public OptionalInt encode(float wanted, Rounding rounding) {
    if (kind == Kind.ONE) {
      return OptionalInt.of(0);
    }
    boolean negative = wanted < 0;
    if (!Float.isFinite(wanted) || (negative && !isSigned())) {
      return OptionalInt.empty();
    }
    float magnitude = Math.abs(wanted);
    OptionalInt code =
        kind == Kind.F16 && rounding == Rounding.NEAREST
            ? half(magnitude)
            : search(magnitude, rounding);
    return negative ? code.stream().map(this::negated).findFirst() : code;
  }

  /**
   * The codes of scales that a quotient may stand for whose dividend was rounded to binary32: of
   * types as fine as that also the neighbours of the nearest.
   */
  int[] around(float wanted) {
    OptionalInt nearest = encode(wanted);
    if (nearest.isEmpty()) {
      return new int[0];
    }
    int code = nearest.getAsInt();
    return kind == Kind.F32
        ? IntStream.of(code, code + 1, code - 1).filter(this::isNumber).toArray()
        : new int[] {code};
  }

  /** The common case, without a search. */
  private static OptionalInt half(float magnitude) {
    int code = Float.floatToFloat16(magnitude);
    return code == 0x7C00 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private int negated(int code) {
    return switch (kind) {
      case F32 -> code | Integer.MIN_VALUE;
      case F16, BF16 -> code | F16_SIGN;
      case INT -> -code & ((1 << bits) - 1);
      case E8M0, E4M3, UINT, ONE -> throw new IllegalStateException(text() + " has no sign");
    };
  }

  /** Codes of magnitudes rise with the magnitude in every type. */
  private OptionalInt search(float magnitude, Rounding rounding) {
    int low = smallestCode();
    int high = largestCode();
    if (magnitude >= decoded(high)) {
      return beyond(magnitude, rounding);
    }
    if (magnitude <= decoded(low)) {
      return OptionalInt.of(low);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (decoded(middle) <= magnitude) {
        low = middle;
      } else {
        high = middle;
      }
    }
    int code = chosen(magnitude, rounding, low, high);
    boolean subnormal = (kind == Kind.F32 || kind == Kind.BF16) && decoded(code) < Float.MIN_NORMAL;
    return OptionalInt.of(!subnormal ? code : rounding == Rounding.UP ? smallestNormal() : 0);
  }

  private int chosen(float magnitude, Rounding rounding, int low, int high) {
    if (decoded(low) == magnitude) {
      return low;
    }
    double twice = 2.0 * magnitude;
    double sum = (double) decoded(low) + decoded(high);
    return switch (rounding) {
      case DOWN -> low;
      case UP -> high;
      case NEAREST -> twice > sum || (twice == sum && tieGoesUp(high)) ? high : low;
    };
  }

  private OptionalInt beyond(float magnitude, Rounding rounding) {
    int code = largestCode();
    double largest = decoded(code);
    // The step that the next code would take: a power of two's own size, else that of the last one.
    double step = kind == Kind.E8M0 ? largest : largest - decoded(code - 1);
    boolean fits =
        switch (rounding) {
          case DOWN -> magnitude < largest + step;
          case UP -> magnitude <= largest;
          case NEAREST -> {
            double tie = largest + step / 2;
            yield magnitude < tie || (magnitude == tie && !tieGoesUp(code + 1));
          }
        };
    return fits ? OptionalInt.of(code) : OptionalInt.empty();
  }

  /** The code of the smallest scale that {@link #encode} gives. */
  private int smallestCode() {
    return kind == Kind.E8M0 ? 1 : 0;
  }

  /** To the even code; e8m0 has no mantissa to be even, and goes up as ml_dtypes does. */
  private boolean tieGoesUp(int upper) {
    return kind == Kind.E8M0 || (upper & 1) == 0;
  }

  private int smallestNormal() {
    int code = Float.floatToIntBits(Float.MIN_NORMAL);
    return kind == Kind.BF16 ? code >>> 16 : code;
  }

  /** As it is written in a design. */
  public String text() {
    return switch (kind) {
      case F32 -> "f32";
      case F16 -> "f16";
      case BF16 -> "bf16";
      case E8M0 -> "e8m0";
      case E4M3 -> "e4m3";
      case UINT -> "uint(" + bits + ")";
      case INT -> "int(" + bits + ")";
      case ONE -> "none";
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScaleCode that && kind == that.kind && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return 31 * kind.ordinal() + bits;
  }

  @Override
  public String toString() {
    return text();
  }
}
