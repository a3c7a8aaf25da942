package decodefab.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A print stream that knows why writing failed. {@link PrintStream} keeps only that it did, and a
 * reader who has seen enough, such as {@code head}, is no failure to complain about.
 */
final class ResultStream extends PrintStream {
  private final Watch watch;

  /** Prints into {@code target}, each line at once. */
  ResultStream(OutputStream target, Charset charset) {
    this(new Watch(target), charset);
  }

  private ResultStream(Watch watch, Charset charset) {
    super(watch, true, charset);
    this.watch = watch;
  }

  /** Whether whoever read the other end of a pipe has stopped reading. */
  boolean readerGone() {
    return watch.broken;
  }

  private static final class Watch extends FilterOutputStream {
    private boolean broken;

    private Watch(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        broken |= e.getMessage() != null && e.getMessage().contains("Broken pipe");
        throw e;
      }
    }
  }
}
