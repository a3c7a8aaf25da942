package decodefab.simtests.cell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cells that a bench is built from: those of the library, or a changed copy of it.
 *
 * @param folder of the cells, whose content never changes
 * @param options that Verilator needs for them: warnings, and sources beside the bench
 */
public record CellSource(Path folder, List<String> options) {

  private static final List<String> WARNINGS = List.of("-Wall");

  public CellSource {
    options = List.copyOf(options);
  }

  /** Returns the library as it is, which must raise no warning. */
  public static CellSource shipped() {
    return new CellSource(Checkout.library(), WARNINGS);
  }

  /**
   * Returns the library with one cell broken on purpose.
   *
   * @param cell whose text has {@code sound} exactly once
   */
  static CellSource broken(String cell, String sound, String fault) throws IOException {
    String text = Files.readString(Checkout.library().resolve(cell + ".v"));
    if (text.split(Pattern.quote(sound), -1).length != 2) {
      throw new IllegalArgumentException(cell + " has not exactly one: " + sound);
    }
    return new CellSource(copy(Map.of(cell + ".v", text.replace(sound, fault))), WARNINGS);
  }

  /**
   * Copies the library, with some files put in the place of others or beside them, into a folder
   * whose name stands for the content.
   *
   * @param changed texts by file name
   */
  public static Path copy(Map<String, String> changed) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> library = Files.list(Checkout.library())) {
      for (Path file : library.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    files.putAll(changed);
    Path folder = Checkout.target().resolve("faulty-" + key(files));
    if (!Files.isDirectory(folder)) {
      Path scratch = Files.createTempDirectory(Checkout.target(), "faulty");
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(scratch.resolve(file.getKey()), file.getValue());
      }
      Files.move(scratch, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  private static String key(Map<String, String> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, text) ->
              digest.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
