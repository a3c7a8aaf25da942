package decodefab.tool;

import decodefab.diag.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file whole or not at all: into a new one beside it, which then takes its place by a
 * rename.
 */
public final class AtomicFile {
  /** Writes the contents of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes into {@code stream}, which is buffered and closed by the caller. */
    void writeTo(OutputStream stream) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a file, replacing what was there.
   *
   * @param target the file; its parent folders are created
   * @throws InputException where it cannot be written (DF701, DF702, DF703, DF705); nothing has
   *     changed then
   */
  public static void write(Path target, Content content) throws InputException {
    Path place = target.toAbsolutePath().normalize();
    Path work = null;
    try {
      if (place.getParent() == null || Files.isDirectory(place)) {
        throw OutputFailure.refuse(
            "DF703", target + " is a folder, not a file", "name a file in it");
      }
      Files.createDirectories(place.getParent());
      work = Files.createTempDirectory(place.getParent(), "." + place.getFileName() + ".new-");
      Path file = work.resolve("file");
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
        content.writeTo(stream);
      }
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw OutputFailure.explain(target, e);
    } finally {
      AtomicFolder.deleteQuietly(work);
    }
  }

  /** The same for contents that are in memory. */
  public static void write(Path target, byte[] content) throws InputException {
    write(target, stream -> stream.write(content));
  }
}
