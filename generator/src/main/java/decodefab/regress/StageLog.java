package decodefab.regress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A log of lines, each on disk at once: whoever looks into a stage that hangs sees how far it is.
 */
final class StageLog implements AutoCloseable {
  private final Writer writer;

  StageLog(Path file) throws IOException {
    this.writer = Files.newBufferedWriter(file);
  }

  synchronized void line(String text) {
    try {
      writer.write(text);
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }
}
