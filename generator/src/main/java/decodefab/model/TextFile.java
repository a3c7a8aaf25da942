package decodefab.model;

import decodefab.diag.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the beginning of a text that a user names. */
public final class TextFile {
  private TextFile() {}

  /**
   * The text, or its beginning.
   *
   * @param path as the user wrote it, for messages
   * @param file the same, from where the command was given
   * @param most bytes that are read; a character that they cut is left out
   * @throws InputException when it cannot be read, or is not UTF-8
   */
  public static String beginning(Path path, Path file, int most) throws InputException {
    // A device or a pipe could deliver bytes for ever, or none at all.
    if (!Files.isRegularFile(file)) {
      throw ModelCode.TEXT_UNREADABLE.exception(
          path + (Files.exists(file) ? " is no plain file" : " does not exist"),
          "name a file of plain text in UTF-8");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most);
      return decode(path, bytes, in.read() < 0);
    } catch (IOException e) {
      throw ModelCode.TEXT_UNREADABLE.exception(
          path + " cannot be read", "check the file and its permissions");
    }
  }

  private static String decode(Path path, byte[] bytes, boolean whole) throws InputException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer left = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(left, text, whole);
    if (result.isError()) {
      throw ModelCode.TEXT_NOT_UTF8.exception(
          path + " is not UTF-8 from byte " + left.position() + " on",
          "convert it: iconv -f ENCODING -t UTF-8");
    }
    String read = text.flip().toString();
    // A byte order mark is no character of the text.
    return read.startsWith("\uFEFF") ? read.substring(1) : read;
  }
}
