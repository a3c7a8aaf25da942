package decodefab.simtests.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where things lie in the checkout under test, found by the property {@code decodefab.home}. */
public final class Checkout {

  private static final Pattern CELL_NAME = Pattern.compile("\\bdfab_\\w+");

  private Checkout() {}

  /** Returns the root of the checkout. */
  public static Path home() {
    String home = System.getProperty("decodefab.home");
    if (home == null) {
      throw new IllegalStateException("the property decodefab.home must name the checkout");
    }
    return Path.of(home);
  }

  /** Returns the folder of the library cells. */
  public static Path library() {
    return home().resolve("templates/lib");
  }

  /** Returns every library cell, sorted by name. */
  public static List<Path> cells() {
    try (Stream<Path> files = Files.list(library())) {
      return files.filter(f -> f.toString().endsWith(".v")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the library cells that a Verilog text names, and those that they name in turn, sorted.
   */
  public static List<Path> cellsUsedBy(String verilog) {
    SortedSet<Path> used = new TreeSet<>();
    Deque<String> unread = new ArrayDeque<>(List.of(verilog));
    try {
      while (!unread.isEmpty()) {
        Matcher names = CELL_NAME.matcher(unread.pop());
        while (names.find()) {
          Path cell = library().resolve(names.group() + ".v");
          if (Files.exists(cell) && used.add(cell)) {
            unread.push(Files.readString(cell));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(used);
  }

  /** Returns the folder that this module's tests may write to. */
  public static Path target() {
    return home().resolve("sim-tests/target");
  }
}
