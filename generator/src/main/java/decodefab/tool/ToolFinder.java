package decodefab.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds executables in the folders of a search path, without a shell. */
public final class ToolFinder {
  private final List<Path> folders;

  /**
   * Searches the folders of {@code searchPath}, written as in the variable PATH. Empty and relative
   * entries are passed over: they would mean whatever folder the user happens to stand in.
   */
  public ToolFinder(String searchPath) {
    List<Path> found = new ArrayList<>();
    for (String entry : searchPath.split(File.pathSeparator, -1)) {
      folder(entry).filter(Path::isAbsolute).ifPresent(found::add);
    }
    folders = List.copyOf(found);
  }

  private static Optional<Path> folder(String entry) {
    try {
      return Optional.of(Path.of(entry));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no folder can have this name, so nothing is found in it
    }
  }

  /** The first executable file of that name; empty where there is none. */
  public Optional<Path> find(String name) {
    return findAll(name).stream().findFirst();
  }

  /** Every executable file of that name, in the order of the search path. */
  public List<Path> findAll(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .distinct()
        .toList();
  }
}
