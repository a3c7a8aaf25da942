package decodefab.dsl.parse;

import decodefab.diag.Code;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text of a {@code .dfab} file, which may be anything: a folder, a device, noise. */
public final class SourceReader {
  /** Largest file that is read, in bytes; the longest sensible design is a hundredth of it. */
  public static final int MAX_BYTES = 256 * 1024;

  private SourceReader() {}

  /**
   * Reads a file.
   *
   * @param file where it is
   * @param name how messages call it
   * @throws InputException when there is no such file, it is too large, or no UTF-8 text
   */
  public static SourceText read(Path file, String name) throws InputException {
    if (!Files.exists(file)) {
      throw refuse(Code.DF110, "there is no file `" + name + "`", "check its path");
    }
    if (!Files.isRegularFile(file)) {
      throw refuse(Code.DF110, "`" + name + "` is not a file", "name a .dfab file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, name);
    } catch (IOException e) {
      throw refuse(Code.DF110, "`" + name + "` cannot be read", "check that you may read the file");
    }
  }

  /**
   * Reads an open stream to its end or to the limit.
   *
   * @throws InputException when it holds too much, or no UTF-8 text
   * @throws IOException when it cannot be read
   */
  public static SourceText read(InputStream in, String name) throws InputException, IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(name);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new SourceText(name, text);
    } catch (CharacterCodingException e) {
      throw refuse(
          Code.DF108, "`" + name + "` is not UTF-8 text", "save the file in UTF-8 encoding");
    }
  }

  /** Refuses a text that is longer than a file may be. */
  static InputException tooLarge(String name) {
    return refuse(
        Code.DF107,
        "`" + name + "` is larger than " + MAX_BYTES / 1024 + " KiB",
        "a design is a few dozen lines; is this the right file?");
  }

  private static InputException refuse(Code code, String message, String help) {
    return new InputException(Diagnostic.error(code.name(), message, help));
  }
}
