package decodefab.rtl;

import decodefab.diag.InputException;
import decodefab.tool.AtomicFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file set into a folder, whole or not at all. */
public final class FileSetWriter {
  private FileSetWriter() {}

  /**
   * Writes all files, replacing a folder that was written before.
   *
   * @throws InputException where they cannot be written; nothing has changed then
   */
  public static void write(FileSet files, Path target) throws InputException {
    AtomicFolder.write(target, folder -> into(folder, files));
  }

  /** Writes all files into a folder that somebody else completes. */
  public static void into(Path folder, FileSet files) throws IOException {
    for (var file : files.files().entrySet()) {
      write(AtomicFolder.inside(folder, file.getKey()), file.getValue());
    }
  }

  private static void write(Path path, FileSet.Content content) throws IOException {
    Files.createDirectories(path.getParent());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      content.writeTo(out);
    }
  }
}
