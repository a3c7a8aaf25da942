package decodefab.model;

import decodefab.diag.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a GGUF file from front to back; nothing is allocated that the file does not hold. */
final class GgufCursor {
  /** Longest text: chat templates reach some tens of KiB. */
  static final int MAX_TEXT = 1 << 20;

  /** Lists in lists; no published file has any. */
  private static final int MAX_NESTING = 4;

  private final MappedFile file;
  private long at;

  GgufCursor(MappedFile file, long at) {
    this.file = file;
    this.at = at;
  }

  /** Where the next byte lies. */
  long at() {
    return at;
  }

  /** Bytes that are left. */
  long left() {
    return file.size() - at;
  }

  /** The next bytes. */
  ByteBuffer bytes(int count, String what) throws InputException {
    if (count > left()) {
      throw bad("ends inside " + what);
    }
    ByteBuffer bytes = ByteBuffer.wrap(file.bytes(at, count)).order(ByteOrder.LITTLE_ENDIAN);
    at += count;
    return bytes;
  }

  /** An unsigned number of 32 bits. */
  long word(String what) throws InputException {
    return Integer.toUnsignedLong(bytes(Integer.BYTES, what).getInt());
  }

  /**
   * A number of 64 bits that counts things of the file.
   *
   * @param least bytes that each of them takes in what is left
   * @param most that anyone needs
   */
  long count(String what, int least, long most) throws InputException {
    long count = bytes(Long.BYTES, "the number of " + what).getLong();
    if (count < 0 || count > most || count > left() / Math.max(1, least)) {
      throw bad(
          "claims "
              + Long.toUnsignedString(count)
              + " "
              + what
              + " with "
              + left()
              + " bytes to come");
    }
    return count;
  }

  /** A text of at most so many bytes. */
  String text(String what, int most) throws InputException {
    int length = (int) count("bytes of " + what, 1, most);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes(length, what)).toString();
    } catch (CharacterCodingException e) {
      throw bad("has " + what + " that is no UTF-8");
    }
  }

  /** A type of metadata. */
  GgufType type(String what) throws InputException {
    long id = word("the type of " + what);
    return GgufType.of(id).orElseThrow(() -> bad("gives " + what + " the unknown type " + id));
  }

  /** A value of metadata. */
  GgufValue value(GgufType type, String what) throws InputException {
    return switch (type) {
      case UINT8 -> new GgufValue.Whole(bytes(1, what).get() & 0xFF);
      case INT8 -> new GgufValue.Whole(bytes(1, what).get());
      case UINT16 -> new GgufValue.Whole(bytes(2, what).getShort() & 0xFFFF);
      case INT16 -> new GgufValue.Whole(bytes(2, what).getShort());
      case UINT32 -> new GgufValue.Whole(word(what));
      case INT32 -> new GgufValue.Whole(bytes(4, what).getInt());
      case FLOAT32 -> new GgufValue.Real(bytes(4, what).getFloat());
      case BOOL -> new GgufValue.Truth(bytes(1, what).get() != 0);
      case STRING -> new GgufValue.Text(text(what, MAX_TEXT));
      case ARRAY -> items(what, 1);
      case UINT64, INT64 -> new GgufValue.Whole(bytes(8, what).getLong());
      case FLOAT64 -> new GgufValue.Real(bytes(8, what).getDouble());
    };
  }

  private GgufValue.Items items(String what, int depth) throws InputException {
    GgufType type = type(what);
    long count = count("elements of " + what, type.least(), Long.MAX_VALUE);
    long first = at;
    if (type == GgufType.ARRAY && depth == MAX_NESTING) {
      throw bad("nests lists in " + what + " more than " + MAX_NESTING + " deep");
    }
    if (type.isFixed()) {
      at += count * type.least();
    } else {
      for (long i = 0; i < count; i++) {
        if (type == GgufType.STRING) {
          long length = count("bytes of " + what, 1, MAX_TEXT);
          at += length;
        } else {
          items(what, depth + 1);
        }
      }
    }
    return new GgufValue.Items(type, count, first);
  }

  private InputException bad(String what) {
    return bad(file, what);
  }

  /** A file that is no sound GGUF file. */
  static InputException bad(MappedFile file, String what) {
    return ModelCode.BAD_GGUF.exception(
        file.name() + " " + what,
        "the file is cut short, damaged or no GGUF file of version 2 or 3");
  }
}
