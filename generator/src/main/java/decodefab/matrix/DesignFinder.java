package decodefab.matrix;

import decodefab.diag.Diagnostic;
import decodefab.diag.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the design files of a matrix and gives each a name. */
final class DesignFinder {
  private static final String ENDING = ".dfab";

  private DesignFinder() {}

  /**
   * Files with what the matrix says of them, in its order; where it names a file twice, with what
   * it says last.
   */
  static Map<Path, Matrix.Choice> find(Matrix matrix, Reporter reporter) {
    Map<Path, Matrix.Choice> found = new LinkedHashMap<>();
    for (Matrix.Choice choice : matrix.designs()) {
      List<Path> files = files(matrix.folder(), choice.pattern());
      if (files.isEmpty()) {
        reporter.report(missing(matrix.folder(), choice));
      }
      files.forEach(file -> found.put(file, choice));
    }
    return found;
  }

  private static List<Path> files(Path folder, String pattern) {
    int slash = pattern.lastIndexOf('/');
    String name = pattern.substring(slash + 1);
    try {
      if (!name.contains("*") && !name.contains("?")) {
        Path file = folder.resolve(pattern).normalize();
        return Files.isRegularFile(file) ? List.of(file) : List.of();
      }
      Path parent = folder.resolve(pattern.substring(0, slash + 1)).normalize();
      try (Stream<Path> files = Files.list(parent.toString().isEmpty() ? Path.of(".") : parent)) {
        return files
            .filter(file -> Wildcard.matches(name, String.valueOf(file.getFileName())))
            .filter(Files::isRegularFile)
            .map(Path::normalize)
            .sorted()
            .toList();
      }
    } catch (IOException | InvalidPathException e) {
      return List.of(); // there is nothing where nothing can be listed
    }
  }

  private static Diagnostic missing(Path folder, Matrix.Choice choice) {
    boolean wildcard = choice.pattern().contains("*") || choice.pattern().contains("?");
    String message =
        wildcard
            ? "no file is called as `" + choice.pattern() + "` says"
            : "there is no design `" + choice.pattern() + "`";
    String help =
        wildcard
            ? "* and ? stand for letters of the file's name, and not in its folder's"
            : "designs are named from "
                + (choice.span().isPresent() ? "the matrix's" : "this")
                + " folder"
                + (folder.toString().isEmpty() ? "" : ", " + folder);
    return new Diagnostic(
        MatrixCode.NO_SUCH_DESIGN.id(),
        decodefab.diag.Severity.ERROR,
        message,
        choice.span(),
        Optional.of(help));
  }

  /**
   * Names of files: each its own without the ending, with as much of its folders as tells it from
   * the others.
   */
  static Map<Path, String> names(Collection<Path> files) {
    Map<Path, String> names = new LinkedHashMap<>();
    for (Path file : files) {
      int parts = 1;
      while (parts < file.getNameCount() && !unique(file, parts, files)) {
        parts++;
      }
      names.put(file, tail(file, parts));
    }
    return names;
  }

  private static boolean unique(Path file, int parts, Collection<Path> files) {
    return files.stream().filter(f -> tail(f, parts).equals(tail(file, parts))).count() == 1;
  }

  private static String tail(Path file, int parts) {
    int from = Math.max(0, file.getNameCount() - parts);
    String name =
        IntStream.range(from, file.getNameCount())
            .mapToObj(i -> file.getName(i).toString())
            .collect(Collectors.joining("/"));
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }
}
