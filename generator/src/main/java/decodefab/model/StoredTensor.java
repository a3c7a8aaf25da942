package decodefab.model;

import decodefab.diag.InputException;
import java.util.List;
import java.util.Objects;

/**
 * A tensor in a mapped file. Made only by {@link SafetensorsFile} and {@link GgufFile}, which have
 * checked that its bytes lie inside the file and are as many as shape and type say.
 */
final class StoredTensor {
  private final MappedFile file;
  private final String name;
  private final StoredType type;
  private final List<Long> shape;
  private final long offset;

  StoredTensor(MappedFile file, String name, StoredType type, List<Long> shape, long offset) {
    this.file = Objects.requireNonNull(file, "file");
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.shape = List.copyOf(shape);
    this.offset = offset;
  }

  /** The name in the file. */
  String name() {
    return name;
  }

  /** Sizes, outermost first. */
  List<Long> shape() {
    return shape;
  }

  /** What its elements are. */
  StoredType type() {
    return type;
  }

  /**
   * Copies the stored bits of elements, as they are.
   *
   * @param first index of the first element in row-major order; the range must lie in the tensor
   */
  void bits(long first, int[] into, int count) throws InputException {
    file.bits(type.size(), offset + first * type.size(), into, count);
  }

  /**
   * Copies elements as float32.
   *
   * @param first index of the first element in row-major order; the range must lie in the tensor
   * @throws InputException when an element is NaN or infinite
   * @throws IllegalStateException when the elements are no floats
   */
  void read(long first, float[] into, int count) throws InputException {
    if (!(type instanceof FloatType floats)) {
      throw new IllegalStateException(name + " holds " + type);
    }
    file.floats(floats, offset + first * type.size(), into, count);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(into[i])) {
        throw ModelCode.NOT_FINITE.exception(
            place() + index(first + i) + " is " + into[i],
            "weights must be finite numbers; was training or conversion cut short?");
      }
    }
  }

  /** The file and the tensor, as messages call them. */
  String place() {
    return file.name() + ": tensor " + Quote.name(name);
  }

  private String index(long element) {
    StringBuilder text = new StringBuilder();
    long rest = element;
    for (int d = shape.size() - 1; d >= 0; d--) {
      text.insert(0, "[" + rest % shape.get(d) + "]");
      rest /= shape.get(d);
    }
    return text.toString();
  }
}
