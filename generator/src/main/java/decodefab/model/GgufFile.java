package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One GGUF file of version 2 or 3, little endian: metadata, then names, types, shapes and places of
 * the tensors, then their bytes. The format is described with llama.cpp's ggml library. The file is
 * mapped, not read: opening costs the header, a row costs itself.
 */
final class GgufFile {
  private static final int MAGIC = 0x46554747;
  private static final int MAX_KEY = 65_535;
  private static final int MAX_NAME = 1024;
  private static final long MAX_KEYS = 1 << 16;
  private static final long MAX_TENSORS = 1 << 20;
  private static final int MAX_DIMENSIONS = 4;
  private static final String ALIGNMENT = "general.alignment";
  private static final int MAX_ALIGNMENT = 1 << 20;

  /** Past this many faults another one tells the user nothing new. */
  private static final int MAX_FAULTS = 100;

  private final MappedFile file;
  private final GgufFields fields;
  private final Map<String, GgufTensor> tensors;

  private GgufFile(MappedFile file, GgufFields fields, Map<String, GgufTensor> tensors) {
    this.file = file;
    this.fields = fields;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** Maps a file and checks its header. */
  static GgufFile open(Path path) throws InputException {
    return open(path, MappedFile.WINDOW);
  }

  /** As {@link #open(Path)} with windows of another size. */
  static GgufFile open(Path path, int window) throws InputException {
    return new HeaderReader(MappedFile.open(path, window)).read();
  }

  /** The mapped bytes. */
  MappedFile bytes() {
    return file;
  }

  /** What the file says of its model. */
  GgufFields fields() {
    return fields;
  }

  /** The tensors by name, sorted. */
  Map<String, GgufTensor> tensors() {
    return tensors;
  }

  /** Reads the header and collects what is wrong with any tensor. */
  private static final class HeaderReader {
    private final MappedFile file;
    private final GgufCursor cursor;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Extent> extents = new ArrayList<>();

    private record Extent(String name, long begin, long end) {}

    /** A tensor as the header gives it; its place counts from where the data begins. */
    private record Entry(String name, List<Long> shape, long type, long place) {}

    HeaderReader(MappedFile file) {
      this.file = file;
      this.cursor = new GgufCursor(file, 0);
    }

    GgufFile read() throws InputException {
      if (cursor.word("the first word") != MAGIC) {
        throw GgufCursor.bad(file, "does not begin with the letters GGUF");
      }
      long version = cursor.word("the version");
      if (version != 2 && version != 3) {
        boolean swapped = version != 0 && (version & 0xFFFF) == 0;
        throw GgufCursor.bad(file, swapped ? "is in big-endian order" : "is of version " + version);
      }
      // A tensor takes a name, a number of dimensions, a type and a place at least.
      long tensorCount = cursor.count("tensors", 24, MAX_TENSORS);
      long keyCount = cursor.count("keys", 13, MAX_KEYS);
      GgufFields fields = new GgufFields(file, metadata(keyCount));
      List<Entry> entries = new ArrayList<>();
      for (long i = 0; i < tensorCount; i++) {
        entries.add(entry());
      }
      int alignment = fields.integerOr(ALIGNMENT, 32, 1, MAX_ALIGNMENT);
      if (Integer.bitCount(alignment) != 1) {
        fields.bad(fields.shown(ALIGNMENT), "a power of two");
      }
      fields.finish();
      long start = Math.min(file.size(), Math.ceilDiv(cursor.at(), (long) alignment) * alignment);
      return new GgufFile(file, fields, tensors(entries, start, alignment));
    }

    private Map<String, GgufValue> metadata(long count) throws InputException {
      Map<String, GgufValue> values = new TreeMap<>();
      for (long i = 0; i < count; i++) {
        String key = cursor.text("a key", MAX_KEY);
        String what = "\"" + Quote.name(key) + "\"";
        if (values.put(key, cursor.value(cursor.type(what), what)) != null) {
          throw GgufCursor.bad(file, "has the key " + what + " twice");
        }
      }
      return values;
    }

    private Entry entry() throws InputException {
      String name = cursor.text("a tensor's name", MAX_NAME);
      String what = "tensor " + Quote.name(name);
      long dimensions = cursor.word(what);
      if (dimensions > MAX_DIMENSIONS) {
        throw GgufCursor.bad(file, "gives " + what + " " + dimensions + " dimensions");
      }
      List<Long> shape = new ArrayList<>();
      for (int d = 0; d < dimensions; d++) {
        shape.addFirst(cursor.bytes(Long.BYTES, what).getLong());
      }
      long type = cursor.word(what);
      return new Entry(name, shape, type, cursor.bytes(Long.BYTES, what).getLong());
    }

    private Map<String, GgufTensor> tensors(List<Entry> entries, long start, int alignment)
        throws InputException {
      Map<String, GgufTensor> tensors = new TreeMap<>();
      for (Entry entry : entries) {
        GgufTensorType.of(entry.type())
            .ifPresentOrElse(
                type -> place(entry, type, start, alignment, tensors),
                () ->
                    note(
                        ModelCode.UNSUPPORTED_DTYPE,
                        entry.name(),
                        "has the type "
                            + GgufTensorType.OTHERS.getOrDefault(
                                entry.type(), String.valueOf(entry.type()))));
      }
      checkOverlaps();
      if (!problems.isEmpty()) {
        throw new InputException(problems.subList(0, Math.min(MAX_FAULTS, problems.size())));
      }
      return tensors;
    }

    private void place(
        Entry entry, GgufTensorType type, long start, int alignment, Map<String, GgufTensor> into) {
      long available = file.size() - start;
      long size = byteCount(type, entry.shape());
      String faults = "";
      if (size < 0) {
        faults = "of shape " + entry.shape() + " is not made of whole blocks of " + type.text();
      } else if (entry.place() < 0
          || entry.place() > available
          || size > available - entry.place()) {
        faults =
            "of "
                + size
                + " bytes lies at byte "
                + Long.toUnsignedString(entry.place())
                + " of "
                + available;
      } else if (entry.place() % alignment != 0) {
        faults = "lies at byte " + entry.place() + ", no multiple of the alignment " + alignment;
      } else if (into.containsKey(entry.name())) {
        faults = "is there twice";
      }
      if (!faults.isEmpty()) {
        note(ModelCode.BAD_TENSOR_BYTES, entry.name(), faults);
        return;
      }
      extents.add(new Extent(entry.name(), entry.place(), entry.place() + size));
      into.put(
          entry.name(), new GgufTensor(entry.name(), type, entry.shape(), start + entry.place()));
    }

    /** Bytes of a tensor; -1 where its sizes are none. */
    private static long byteCount(GgufTensorType type, List<Long> shape) {
      long innermost = shape.isEmpty() ? 0 : shape.getLast();
      if (innermost < 1 || innermost % type.blockElements() != 0) {
        return -1;
      }
      try {
        long blocks = innermost / type.blockElements();
        for (long size : shape.subList(0, shape.size() - 1)) {
          if (size < 1) {
            return -1;
          }
          blocks = Math.multiplyExact(blocks, size);
        }
        return Math.multiplyExact(blocks, type.blockBytes());
      } catch (ArithmeticException e) {
        return -1;
      }
    }

    private void checkOverlaps() {
      extents.sort(Comparator.comparingLong(Extent::begin).thenComparing(Extent::name));
      for (int i = 1; i < extents.size(); i++) {
        Extent before = extents.get(i - 1);
        Extent after = extents.get(i);
        if (after.begin() < before.end()) {
          note(
              ModelCode.BAD_TENSOR_BYTES,
              after.name(),
              "shares bytes with tensor " + Quote.name(before.name()));
        }
      }
    }

    private void note(ModelCode code, String tensor, String what) {
      problems.add(
          code.diagnostic(
              file.name() + ": tensor " + Quote.name(tensor) + " " + what,
              "F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q4_K, Q6_K and MXFP4 tensors, each with its own bytes"
                  + " inside the file, are read"));
    }
  }
}
