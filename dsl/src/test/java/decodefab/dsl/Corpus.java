package decodefab.dsl;

import decodefab.diag.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the test inputs of this module lie, found by the checkout root. */
final class Corpus {
  private static final String MARK = "// error: ";

  private Corpus() {}

  static Path home() {
    return Path.of(System.getProperty("decodefab.home", ".."));
  }

  static List<Path> files(String folder) {
    Path at = home().resolve("dsl/src/test/resources/corpus").resolve(folder);
    try (Stream<Path> found = Files.list(at)) {
      return found.filter(f -> f.toString().endsWith(".dfab")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file says about its own errors. */
  static List<String> expectations(Path file) {
    return read(file)
        .lines()
        .filter(l -> l.startsWith(MARK))
        .map(l -> l.substring(MARK.length()))
        .toList();
  }

  /** A diagnostic as those expectations are written; the file's own folder is left out. */
  static String line(Diagnostic diagnostic) {
    String place = diagnostic.span().map(s -> " @ " + s.line() + ":" + s.column()).orElse("");
    return message(diagnostic).replaceFirst(" ", place + " ");
  }

  /** Code and message, with paths as seen from the corpus. */
  static String message(Diagnostic diagnostic) {
    return diagnostic.code() + " " + diagnostic.message().replaceAll("`[^`]*/reject/", "`reject/");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withoutComments(String text) {
    return text.replaceAll(" *//[^\n]*", "");
  }
}
