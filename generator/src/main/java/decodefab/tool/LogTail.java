package decodefab.tool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The end of the log that was written to last. */
public final class LogTail {
  private static final int MOST_BYTES = 16 * 1024;

  private LogTail() {}

  /**
   * The last lines of the newest {@code *.log} of a folder, under its name; empty where there is
   * none.
   */
  public static String of(Path folder, int lines) {
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> newest =
          files
              .filter(file -> file.toString().endsWith(".log"))
              .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
      if (newest.isEmpty()) {
        return "";
      }
      List<String> all = end(newest.get()).lines().toList();
      return "last lines of "
          + newest.get().getFileName()
          + ":\n"
          + String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return ""; // what cannot be read says nothing
    }
  }

  private static String end(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(Math.max(0, in.length() - MOST_BYTES));
      byte[] bytes = new byte[(int) (in.length() - in.getFilePointer())];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
