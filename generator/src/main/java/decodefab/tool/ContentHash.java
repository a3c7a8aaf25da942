package decodefab.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A SHA-256 over named contents: equal exactly where the same names hold the same bytes, whatever
 * the order in which they were added. Lengths are part of it, so that no two sets of names and
 * contents run together.
 */
public final class ContentHash {
  private final SortedMap<String, byte[]> parts;

  private ContentHash(SortedMap<String, byte[]> parts) {
    this.parts = Collections.unmodifiableSortedMap(parts);
  }

  /** The hash over nothing, to which contents are added. */
  public static ContentHash empty() {
    return new ContentHash(new TreeMap<>());
  }

  /**
   * This hash with one more content.
   *
   * @throws IllegalArgumentException where {@code name} is taken
   */
  public ContentHash with(String name, byte[] content) {
    return withDigest(name, sha256().digest(content));
  }

  /** This hash with one more content, a text. */
  public ContentHash with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** This hash with one more content, a file's; the file is streamed. */
  public ContentHash withFile(String name, Path file) throws IOException {
    return withDigest(name, digest(file));
  }

  /** The hash as 64 lower-case hexadecimal digits. */
  public String hex() {
    MessageDigest all = sha256();
    parts.forEach(
        (name, digest) -> {
          byte[] text = name.getBytes(StandardCharsets.UTF_8);
          all.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
          all.update(text);
          all.update(digest);
        });
    return HexFormat.of().formatHex(all.digest());
  }

  /** The SHA-256 of one file's bytes, as {@code sha256sum} prints it. */
  public static String ofFile(Path file) throws IOException {
    return HexFormat.of().formatHex(digest(file));
  }

  private ContentHash withDigest(String name, byte[] digest) {
    SortedMap<String, byte[]> more = new TreeMap<>(parts);
    if (more.put(name, digest) != null) {
      throw new IllegalArgumentException("two contents are named " + name);
    }
    return new ContentHash(more);
  }

  private static byte[] digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[64 * 1024];
    try (InputStream stream = Files.newInputStream(file)) {
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
