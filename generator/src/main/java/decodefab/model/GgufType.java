package decodefab.model;

import java.util.Optional;

/** Types of metadata in a GGUF file; the ordinal is the number in the file. */
enum GgufType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOL(1),
  /** A length of 64 bits, then so many bytes of UTF-8. */
  STRING(8),
  /** A type of 32 bits and a count of 64, then the elements. */
  ARRAY(12),
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private final int least;

  GgufType(int least) {
    this.least = least;
  }

  /** Fewest bytes of a value; all that it has but for {@link #STRING} and {@link #ARRAY}. */
  int least() {
    return least;
  }

  /** Whether all values have the same size. */
  boolean isFixed() {
    return this != STRING && this != ARRAY;
  }

  /** The type of a number in the file. */
  static Optional<GgufType> of(long id) {
    return id >= 0 && id < values().length ? Optional.of(values()[(int) id]) : Optional.empty();
  }
}
