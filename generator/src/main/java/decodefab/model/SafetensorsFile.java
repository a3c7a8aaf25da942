package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One safetensors file: eight bytes of header length (little endian), a JSON header that gives each
 * tensor's type, shape and byte range, then the bytes. The format is described with the safetensors
 * library; unlike it, gaps between tensors are allowed here, since they harm nobody.
 *
 * <p>The file is mapped, not read: opening costs the header, a row costs itself.
 */
final class SafetensorsFile {
  /** The limit of the safetensors library. */
  static final int MAX_HEADER = 100_000_000;

  private static final int MAX_DIMENSIONS = 8;

  /** Past this many faults another one tells the user nothing new. */
  private static final int MAX_FAULTS = 100;

  private final MappedFile file;
  private final Map<String, StoredTensor> tensors;

  private SafetensorsFile(MappedFile file, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** Maps a file and checks its header. */
  static SafetensorsFile open(Path path) throws InputException {
    return open(path, MappedFile.WINDOW);
  }

  /** As {@link #open(Path)} with windows of another size. */
  static SafetensorsFile open(Path path, int window) throws InputException {
    MappedFile file = MappedFile.open(path, window);
    int header = headerLength(file);
    JsonNode json = JsonFile.parseObject(file.bytes(8, header), file.name() + " header");
    return new SafetensorsFile(file, new HeaderChecker(file, 8L + header).check(json));
  }

  /** The tensors by name, sorted. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** The file's name in messages. */
  String name() {
    return file.name();
  }

  private static int headerLength(MappedFile file) throws InputException {
    if (file.size() < 8) {
      throw badHeader(file, "is " + file.size() + " bytes long, too short for a header");
    }
    long length = ByteBuffer.wrap(file.bytes(0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER || length > file.size() - 8) {
      throw badHeader(
          file,
          "claims a header of "
              + Long.toUnsignedString(length)
              + " bytes in a file of "
              + file.size());
    }
    return (int) length;
  }

  private static InputException badHeader(MappedFile file, String what) {
    return ModelCode.BAD_HEADER.exception(
        file.name() + " " + what, "the file is cut short or is no safetensors file");
  }

  /** Turns the header into tensors and collects what is wrong with any of them. */
  private static final class HeaderChecker {
    private final MappedFile file;
    private final long dataStart;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Extent> extents = new ArrayList<>();

    private record Extent(String name, long begin, long end) {}

    HeaderChecker(MappedFile file, long dataStart) {
      this.file = file;
      this.dataStart = dataStart;
    }

    Map<String, StoredTensor> check(JsonNode header) throws InputException {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          tensor(entry.getKey(), entry.getValue())
              .ifPresent(tensor -> tensors.put(entry.getKey(), tensor));
        }
      }
      checkOverlaps();
      if (!problems.isEmpty()) {
        throw new InputException(problems.subList(0, Math.min(MAX_FAULTS, problems.size())));
      }
      return tensors;
    }

    private Optional<StoredTensor> tensor(String name, JsonNode entry) {
      Optional<List<Long>> shape = sizes(entry.path("shape"), MAX_DIMENSIONS);
      Optional<List<Long>> range = sizes(entry.path("data_offsets"), 2).filter(r -> r.size() == 2);
      JsonNode dtype = entry.path("dtype");
      if (shape.isEmpty() || range.isEmpty() || !dtype.isTextual()) {
        note(ModelCode.BAD_VALUE, name, "needs \"dtype\", \"shape\" and two \"data_offsets\"");
        return Optional.empty();
      }
      Optional<StoredType> type = StoredType.named(dtype.textValue());
      if (type.isEmpty()) {
        note(ModelCode.UNSUPPORTED_DTYPE, name, "has the type " + JsonFields.shown(dtype));
        return Optional.empty();
      }
      return placed(name, type.get(), shape.get(), range.get());
    }

    private Optional<StoredTensor> placed(
        String name, StoredType type, List<Long> shape, List<Long> range) {
      long begin = range.get(0);
      long end = range.get(1);
      long available = file.size() - dataStart;
      if (begin > end || end > available) {
        note(
            ModelCode.BAD_TENSOR_BYTES,
            name,
            "lies at bytes " + begin + ".." + end + " of " + available);
        return Optional.empty();
      }
      Optional<Long> needed = byteCount(type, shape);
      if (needed.isEmpty() || needed.get() != end - begin) {
        note(
            ModelCode.BAD_TENSOR_BYTES,
            name,
            "of shape " + shape + " does not fill its " + (end - begin) + " bytes");
        return Optional.empty();
      }
      extents.add(new Extent(name, begin, end));
      return Optional.of(new StoredTensor(file, name, type, shape, dataStart + begin));
    }

    private static Optional<Long> byteCount(StoredType type, List<Long> shape) {
      try {
        long count = type.size();
        for (long size : shape) {
          count = Math.multiplyExact(count, size);
        }
        return Optional.of(count);
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    }

    private void checkOverlaps() {
      extents.removeIf(e -> e.begin() == e.end());
      extents.sort(Comparator.comparingLong(Extent::begin).thenComparing(Extent::name));
      for (int i = 1; i < extents.size(); i++) {
        Extent before = extents.get(i - 1);
        if (extents.get(i).begin() < before.end()) {
          note(
              ModelCode.BAD_TENSOR_BYTES,
              extents.get(i).name(),
              "shares bytes with tensor " + Quote.name(before.name()));
        }
      }
    }

    /** Whole numbers from 0, at most so many. */
    private static Optional<List<Long>> sizes(JsonNode array, int most) {
      if (!array.isArray() || array.size() > most) {
        return Optional.empty();
      }
      List<Long> sizes = new ArrayList<>();
      for (JsonNode node : array) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
          return Optional.empty();
        }
        sizes.add(node.longValue());
      }
      return Optional.of(sizes);
    }

    private void note(ModelCode code, String tensor, String what) {
      problems.add(
          code.diagnostic(
              file.name() + ": tensor " + Quote.name(tensor) + " " + what,
              "F32, F16 and BF16 tensors (and packed I32), each with its own bytes inside the file, are read"));
    }
  }
}
