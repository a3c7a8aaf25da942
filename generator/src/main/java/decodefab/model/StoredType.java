package decodefab.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What the elements of a stored tensor are. */
sealed interface StoredType permits FloatType, StoredType.Words {
  /** Bytes of one element. */
  int size();

  /** As a safetensors header writes it. */
  String name();

  /** Integers that other numbers are packed into. */
  enum Words implements StoredType {
    /** 32 bits. */
    I32;

    @Override
    public int size() {
      return Integer.BYTES;
    }
  }

  /** The type that a safetensors header calls by this name. */
  static Optional<StoredType> named(String name) {
    return Stream.concat(Arrays.stream(FloatType.values()), Arrays.stream(Words.values()))
        .map(StoredType.class::cast)
        .filter(t -> t.name().equals(name))
        .findFirst();
  }
}
