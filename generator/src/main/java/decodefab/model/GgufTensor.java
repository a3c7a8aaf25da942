package decodefab.model;

import java.util.List;
import java.util.Objects;

/**
 * A tensor of a GGUF file, whose bytes lie inside the file.
 *
 * @param name in the file
 * @param type how it is stored
 * @param shape sizes, outermost first; the innermost is whole blocks
 * @param offset of its first byte in the file
 */
record GgufTensor(String name, GgufTensorType type, List<Long> shape, long offset) {
  GgufTensor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    shape = List.copyOf(shape);
  }
}
