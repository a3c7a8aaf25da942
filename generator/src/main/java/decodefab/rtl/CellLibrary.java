package decodefab.rtl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The static cells under {@code templates/lib}, of which a design takes those that it uses. */
final class CellLibrary {
  private static final Pattern NAME = Pattern.compile("\\bdfab_[a-z0-9_]+\\b");

  private final Path folder;

  CellLibrary(Path templates) {
    this.folder = templates.resolve("lib");
  }

  /**
   * The cells that some sources instantiate, directly or through other cells, and the header files
   * that they include, by file name.
   */
  Map<String, String> closure(Collection<String> sources) {
    TreeMap<String, String> cells = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(sources);
    while (!open.isEmpty()) {
      Matcher names = NAME.matcher(open.pop());
      while (names.find()) {
        for (String file : new String[] {names.group() + ".v", names.group() + ".vh"}) {
          Path path = folder.resolve(file);
          if (!cells.containsKey(file) && Files.isRegularFile(path)) {
            String text = read(path);
            cells.put(file, text);
            open.push(text);
          }
        }
      }
    }
    return cells;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
