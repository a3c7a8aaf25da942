package decodefab.tool;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a folder whole or not at all: into a new folder beside it, which then takes its place by a
 * rename. What was there before stays until then, and is never mixed with the new.
 */
public final class AtomicFolder {
  /** Fills a folder. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes into {@code folder}, which exists and is empty. It will have another name when it is
     * done. What it reads is its own affair: an IOException here counts as a failure to write.
     */
    void writeTo(Path folder) throws IOException, InputException;
  }

  /** Fills a folder by work that can fail in two more ways. */
  @FunctionalInterface
  public interface Filler<E extends Exception, F extends Exception> {
    /** Writes into {@code folder}, as {@link Content#writeTo} does. */
    void fill(Path folder) throws IOException, InputException, E, F;
  }

  private AtomicFolder() {}

  /**
   * Writes a folder, replacing one that decodefab wrote before.
   *
   * @param target the folder; its parents are created
   * @throws InputException where it cannot be written (DF701, DF702, DF703, DF705), or where it
   *     holds files that decodefab did not write (DF704); nothing has changed then
   */
  public static void write(Path target, Content content) throws InputException {
    AtomicFolder.<RuntimeException, RuntimeException>fill(target, content::writeTo);
  }

  /**
   * Writes a folder by work that can fail in two more ways, such as by running programs in it.
   *
   * @throws InputException as {@link #write(Path, Content)} does
   * @throws E as {@code filler} throws it; nothing has changed then
   * @throws F likewise
   */
  public static <E extends Exception, F extends Exception> void fill(
      Path target, Filler<E, F> filler) throws InputException, E, F {
    fill(target, filler, failure -> OutputFailure.explain(target, failure));
  }

  static <E extends Exception, F extends Exception> void fill(
      Path target, Filler<E, F> filler, Function<IOException, InputException> explanation)
      throws InputException, E, F {
    Path place = target.toAbsolutePath().normalize();
    Path work = null;
    try {
      if (Files.isDirectory(place)) {
        place = place.toRealPath(); // a link to a folder on another disk stays a link
      }
      refuseForeign(target, place);
      Files.createDirectories(parent(place));
      work = Files.createTempDirectory(parent(place), workPrefix(place));
      Path filled = Files.createDirectory(work.resolve("folder"));
      filler.fill(filled);
      FolderSeal.write(filled);
      replace(place, filled, work.resolve("old"));
    } catch (IOException e) {
      throw explanation.apply(e);
    } finally {
      deleteQuietly(work);
    }
  }

  /**
   * Writes a folder of files that are in memory.
   *
   * @param files contents by path relative to the folder, with {@code /} between the parts
   * @throws InputException as above
   * @throws IllegalArgumentException where a name leads out of the folder
   */
  public static void write(Path target, SortedMap<String, byte[]> files) throws InputException {
    write(
        target,
        folder -> {
          for (var file : files.entrySet()) {
            Path path = inside(folder, file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
          }
        });
  }

  /** Whether decodefab wrote this folder to its end. */
  public static boolean isComplete(Path folder) {
    return FolderSeal.isSealed(folder);
  }

  /** Whether this folder holds exactly what decodefab wrote: nothing changed, missing or added. */
  public static boolean isIntact(Path folder) {
    return FolderSeal.isIntact(folder);
  }

  /**
   * A file of {@code folder} by its relative name.
   *
   * @throws IllegalArgumentException where the name is absolute, empty or leads out of the folder
   */
  public static Path inside(Path folder, String name) {
    Path path = folder.resolve(name).normalize();
    if (name.isEmpty() || path.equals(folder.normalize()) || !path.startsWith(folder.normalize())) {
      throw new IllegalArgumentException("'" + name + "' is no file inside its folder");
    }
    return path;
  }

  /** How the names of unfinished folders for {@code place} start. */
  private static String workPrefix(Path place) {
    return "." + place.getFileName() + ".new-";
  }

  /** Deletes what killed writers of {@code place} left; only for who knows that none is at work. */
  static void deleteLeftovers(Path place) throws IOException {
    try (var leftovers = Files.newDirectoryStream(place.getParent(), workPrefix(place) + "*")) {
      leftovers.forEach(AtomicFolder::deleteQuietly);
    }
  }

  private static Path parent(Path place) throws NotDirectoryException {
    if (place.getParent() == null) {
      throw new NotDirectoryException(place.toString());
    }
    return place.getParent();
  }

  private static void refuseForeign(Path target, Path place) throws IOException, InputException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw OutputFailure.refuse(
          "DF703", target + " is there and is not a folder", "name a folder, or remove it");
    }
    try (Stream<Path> children = Files.list(place)) {
      if (!FolderSeal.isSealed(place) && children.findAny().isPresent()) {
        throw OutputFailure.refuse(
            "DF704",
            target + " holds files that decodefab did not write; it would be replaced whole",
            "name a new folder, or remove it yourself");
      }
    }
  }

  /** Two renames: between them nothing is there, which is not half of something. */
  private static void replace(Path place, Path filled, Path old) throws IOException {
    boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    if (replaces) {
      move(place, old);
    }
    try {
      move(filled, place);
    } catch (IOException e) {
      if (replaces) {
        move(old, place);
      }
      throw e;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | DirectoryNotEmptyException e) {
      throw new IOException("another program is writing there too", e);
    }
  }

  static void deleteQuietly(Path folder) {
    if (folder == null) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (IOException e) {
      // A leftover has a name of its own and no seal: it is litter, and never taken for a result.
      return;
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
