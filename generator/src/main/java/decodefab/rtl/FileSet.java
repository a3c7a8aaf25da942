package decodefab.rtl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files by relative path, not yet written. Contents are produced when they are asked for, because a
 * weight image can be larger than memory; asked twice, they give the same bytes.
 *
 * @param files contents by path, with forward slashes
 */
public record FileSet(SortedMap<String, Content> files) {
  /** What a file holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole content. */
    void writeTo(OutputStream out) throws IOException;

    /** The whole content in memory. */
    default byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        writeTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }

  public FileSet {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** A set of texts. */
  public static FileSet ofTexts(Map<String, String> texts) {
    TreeMap<String, Content> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, text(text)));
    return new FileSet(files);
  }

  /** Content from a text. */
  public static Content text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return out -> out.write(bytes);
  }

  /** Both sets; a path may be in one of them only. */
  public FileSet with(FileSet more) {
    TreeMap<String, Content> all = new TreeMap<>(files);
    more.files.forEach(
        (path, content) -> {
          if (all.put(path, content) != null) {
            throw new IllegalArgumentException(path + " twice");
          }
        });
    return new FileSet(all);
  }
}
