package decodefab.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Takes what a program prints: into its log whole, to the listener line by line, and the last lines
 * into memory. Memory stays bounded whatever the program prints: a line longer than {@link
 * #LONGEST_LINE} bytes is passed on in pieces.
 */
final class ToolOutput implements AutoCloseable {
  static final int LONGEST_LINE = 64 * 1024;

  /**
   * How long output is waited for once the program has ended: a grandchild may hold the pipe open.
   */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final OutputStream log;
  private final ToolListener listener;
  private final Deque<String> kept = new ArrayDeque<>();
  private final List<Thread> readers = new ArrayList<>();
  private boolean logFailed;

  private ToolOutput(OutputStream log, ToolListener listener) {
    this.log = log;
    this.listener = listener;
  }

  static ToolOutput open(Optional<Path> log, ToolListener listener) throws IOException {
    return new ToolOutput(
        log.isPresent() ? Files.newOutputStream(log.get()) : OutputStream.nullOutputStream(),
        listener);
  }

  /** Starts to read one of the program's streams on a thread of its own. */
  void read(InputStream stream, ToolListener.Stream name) {
    Thread reader = new Thread(() -> readLines(stream, name), "output of a tool");
    reader.setDaemon(true);
    readers.add(reader);
    reader.start();
  }

  /** Waits until all output has been read, or until waiting is pointless. */
  void finish() throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    for (Thread reader : readers) {
      reader.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  synchronized List<String> lastLines() {
    return List.copyOf(kept);
  }

  @Override
  public synchronized void close() {
    try {
      log.close();
    } catch (IOException e) {
      logFailed = true;
    }
  }

  private void readLines(InputStream stream, ToolListener.Stream name) {
    byte[] line = new byte[LONGEST_LINE];
    byte[] chunk = new byte[8192];
    int length = 0;
    try (stream) {
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        writeLog(chunk, read);
        for (int i = 0; i < read; i++) {
          if (chunk[i] == '\n' || length == line.length) {
            accept(name, line, length);
            length = 0;
          }
          if (chunk[i] != '\n') {
            line[length++] = chunk[i];
          }
        }
      }
    } catch (IOException e) {
      // The pipe was closed because the program was ended: what came before still counts.
      accept(name, line, length);
      return;
    }
    if (length > 0) {
      accept(name, line, length);
    }
  }

  private synchronized void accept(ToolListener.Stream name, byte[] line, int length) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, StandardCharsets.UTF_8);
    if (kept.size() == ToolRunner.KEPT_LINES) {
      kept.removeFirst();
    }
    kept.addLast(text);
    listener.line(name, text);
  }

  /**
   * A log that cannot be written (a full disk) must not stop the program: it is given up instead.
   */
  private synchronized void writeLog(byte[] chunk, int length) {
    if (!logFailed) {
      try {
        log.write(chunk, 0, length);
      } catch (IOException e) {
        logFailed = true;
        kept.addLast("(the log could not be written: " + e.getMessage() + ")");
      }
    }
  }
}
