package decodefab.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that says that a folder is whole: the last one written into it, listing every other with
 * its hash. A folder without it was never finished or is not one of ours.
 */
final class FolderSeal {
  static final String FILE = ".decodefab-complete";

  private FolderSeal() {}

  /** Lists all that is in {@code folder} now. */
  static void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), listing(folder));
  }

  /** Whether {@code folder} was finished by decodefab, whatever became of it afterwards. */
  static boolean isSealed(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether {@code folder} still holds exactly what it held when it was finished. */
  static boolean isIntact(Path folder) {
    try {
      return isSealed(folder)
          && Arrays.equals(
              Files.readAllBytes(folder.resolve(FILE)),
              listing(folder).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | UncheckedIOException e) {
      return false; // what cannot be read cannot be used
    }
  }

  /** A link to a folder, as virtual environments of Python have, counts as where it points. */
  private static String hash(Path file) throws IOException {
    return Files.isSymbolicLink(file) && Files.isDirectory(file)
        ? ContentHash.empty().with("link", Files.readSymbolicLink(file).toString()).hex()
        : ContentHash.ofFile(file);
  }

  private static String listing(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    TreeMap<String, String> hashes = new TreeMap<>();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (!name.equals(FILE)) {
        hashes.put(name, hash(file));
      }
    }
    return hashes.entrySet().stream()
        .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
        .collect(Collectors.joining());
  }
}
