package decodefab.golden;

import decodefab.format.ElementCode;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * How the vector engine's table keeps the embedding: each element as the narrowest form that the
 * engine reads and that holds every code's value exactly, each group's scale with all that it is
 * multiplied with. One row is read per token, so that decoders of its own would save nothing but
 * room.
 *
 * @param elements how elements stand in the table
 * @param scales how scales stand in the table: {@code F16} or {@code F32}
 */
public record EmbeddingTable(Form elements, Form scales) {
  /** A form of the table. */
  public enum Form {
    INT8(8),
    F16(16),
    F32(32);

    private final int bits;

    Form(int bits) {
      this.bits = bits;
    }

    /** Bits of one. */
    public int bits() {
      return bits;
    }

    /** One as bits of the table; exact where the table was made for its format. */
    public int code(float value) {
      return switch (this) {
        case INT8 -> (int) value;
        case F16 -> Float.floatToFloat16(value);
        case F32 -> Float.floatToRawIntBits(value);
      };
    }

    private boolean holds(double value) {
      return switch (this) {
        case INT8 -> value == (byte) value;
        case F16 -> Float.float16ToFloat(Float.floatToFloat16((float) value)) == value;
        case F32 -> (float) value == value && (value == 0 || Math.abs(value) >= Float.MIN_NORMAL);
      };
    }
  }

  /**
   * The table of a format; empty where it would take more than one product for each element, as
   * minima do, or where no form holds every element.
   */
  public static Optional<EmbeddingTable> of(TensorFormat format) {
    if (format.hasMin()) {
      return Optional.empty();
    }
    return Arrays.stream(Form.values())
        .filter(form -> all(format, form == Form.INT8, form::holds))
        .findFirst()
        .map(form -> new EmbeddingTable(form, scaleForm(format, form)));
  }

  private static Form scaleForm(TensorFormat format, Form elements) {
    boolean alone =
        format.scale().equals(ScaleCode.F16)
            && format.superGroup().isEmpty()
            && !format.hasTensorScale()
            && (elements != Form.INT8 || format.element().exponent() == 0);
    return alone ? Form.F16 : Form.F32;
  }

  /** Whether a property holds of every element that the format's codes and zero points make. */
  private static boolean all(TensorFormat format, boolean integers, DoublePredicate property) {
    ElementCode element = format.element();
    int exponent = integers ? 0 : element.exponent();
    int zeros = format.hasZeroPoint() ? element.codes() : 1;
    for (int code = 0; code < element.codes(); code++) {
      for (int zero = 0; zero < zeros && element.isNumber(code); zero++) {
        if (!property.test(Math.scalb((double) element.value(code) - zero, exponent))) {
          return false;
        }
      }
    }
    return true;
  }

  /** An element of a token's row, before its scale. */
  public float element(QuantizedTensor m, int token, int column) {
    long integer = m.value(token, column) - m.zero(token, column / m.format().group());
    return Math.scalb((float) integer, elements == Form.INT8 ? 0 : exponent(m));
  }

  /**
   * What the elements of a group are multiplied with: the group's scale times its super-group's,
   * the tensor's and, of integers, their power of two, each product rounded to binary32.
   */
  public float scale(QuantizedTensor m, int token, int group) {
    float scale = m.scale(token, group);
    return Fp32.mul(scale, Math.scalb(1f, elements == Form.INT8 ? exponent(m) : 0));
  }

  private static int exponent(QuantizedTensor m) {
    return m.format().element().exponent();
  }
}
