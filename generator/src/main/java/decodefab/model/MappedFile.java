package decodefab.model;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file mapped into memory, of any size. A buffer of the platform reaches 2 GiB, so the file is
 * mapped as several windows; each also covers the first bytes of the next, so that an element that
 * straddles a border is whole in one of them.
 */
final class MappedFile {
  /** Window for real use; tests take smaller ones to reach the borders. */
  static final int WINDOW = 1 << 30;

  private static final int OVERLAP = 8;

  private final Path file;
  private final long size;
  private final int window;
  private final List<ByteBuffer> windows;

  private MappedFile(Path file, long size, int window, List<ByteBuffer> windows) {
    this.file = file;
    this.size = size;
    this.window = window;
    this.windows = windows;
  }

  /** Maps a whole file for reading. */
  static MappedFile open(Path file, int window) throws InputException {
    ModelFiles.requireFile(file);
    List<ByteBuffer> windows = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      for (long at = 0; at < size; at += window) {
        long length = Math.min(size - at, (long) window + OVERLAP);
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, at, length);
        windows.add(mapped.order(ByteOrder.LITTLE_ENDIAN));
      }
      return new MappedFile(file, size, window, windows);
    } catch (IOException e) {
      throw ModelFiles.unreadable(file, e);
    }
  }

  /** Bytes of the file when it was mapped. */
  long size() {
    return size;
  }

  /** The file's name in messages. */
  String name() {
    return ModelFiles.name(file);
  }

  /** Copies bytes; the range must lie inside the file. */
  byte[] bytes(long offset, int length) throws InputException {
    byte[] into = new byte[length];
    try {
      int done = 0;
      while (done < length) {
        ByteBuffer buffer = windows.get((int) ((offset + done) / window));
        int at = (int) ((offset + done) % window);
        int count = Math.min(length - done, buffer.limit() - at);
        buffer.get(at, into, done, count);
        done += count;
      }
    } catch (InternalError e) {
      throw shrunk();
    }
    return into;
  }

  /** Copies elements as float32; the range must lie inside the file. */
  void floats(FloatType type, long offset, float[] into, int count) throws InputException {
    try {
      int done = 0;
      while (done < count) {
        long from = offset + (long) done * type.size();
        ByteBuffer buffer = windows.get((int) (from / window));
        int at = (int) (from % window);
        int whole = Math.min(count - done, (buffer.limit() - at) / type.size());
        for (int i = 0; i < whole; i++) {
          into[done + i] = type.get(buffer, at + i * type.size());
        }
        done += whole;
      }
    } catch (InternalError e) {
      throw shrunk();
    }
  }

  /**
   * Copies little-endian elements of 2 or 4 bytes as they are, the shorter ones without sign; the
   * range must lie inside the file.
   */
  void bits(int size, long offset, int[] into, int count) throws InputException {
    try {
      for (int i = 0; i < count; i++) {
        long from = offset + (long) i * size;
        ByteBuffer buffer = windows.get((int) (from / window));
        int at = (int) (from % window);
        into[i] = size == Short.BYTES ? buffer.getShort(at) & 0xFFFF : buffer.getInt(at);
      }
    } catch (InternalError e) {
      throw shrunk();
    }
  }

  /** The platform's way to say that a mapped page is gone, because the file was cut meanwhile. */
  private InputException shrunk() {
    return ModelCode.UNREADABLE.exception(
        name() + " changed while it was being read", "leave the model's files alone meanwhile");
  }
}
