package decodefab.model;

import java.util.Locale;
import java.util.Objects;

/** A value of a GGUF file's metadata. */
sealed interface GgufValue {
  /** As messages quote it. */
  String shown();

  /** A whole number; unsigned ones of 64 bits above 2^63-1 come out negative. */
  record Whole(long value) implements GgufValue {
    @Override
    public String shown() {
      return Long.toString(value);
    }
  }

  /** A number with a fraction. */
  record Real(double value) implements GgufValue {
    @Override
    public String shown() {
      return Double.toString(value);
    }
  }

  /** A truth value. */
  record Truth(boolean value) implements GgufValue {
    @Override
    public String shown() {
      return Boolean.toString(value);
    }
  }

  /** A text. */
  record Text(String value) implements GgufValue {
    public Text {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String shown() {
      return "\"" + Quote.name(value) + "\"";
    }
  }

  /**
   * A list, which stays in the file until it is asked for.
   *
   * @param type of its elements
   * @param count elements; the file has been checked to hold them
   * @param offset of the first
   */
  record Items(GgufType type, long count, long offset) implements GgufValue {
    public Items {
      Objects.requireNonNull(type, "type");
    }

    @Override
    public String shown() {
      return "a list of " + count + " x " + type.name().toLowerCase(Locale.ROOT);
    }
  }
}
