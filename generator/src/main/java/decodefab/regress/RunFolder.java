package decodefab.regress;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.tool.ContentHash;
import decodefab.tool.OutputFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** The folder of a regression, which is one regression's alone while that runs. */
public final class RunFolder implements AutoCloseable {
  private static final String LOCK = ".decodefab-regress";

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private RunFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a folder.
   *
   * @param path the folder, made where it is not there
   * @throws InputException where another regression has it (DF945), where it holds files that
   *     belong to something else (DF704), or where it cannot be written
   */
  public static RunFolder take(Path path) throws InputException {
    try {
      Files.createDirectories(path);
      refuseForeign(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String owner = owner(channel);
        channel.close();
        throw new InputException(
            Diagnostic.error(
                "DF945",
                "another regression is running in " + path + owner,
                "wait for its end, or name another folder with -o DIR"));
      }
      channel.truncate(0);
      String pid = "process " + ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
      return new RunFolder(path, channel, lock);
    } catch (IOException e) {
      throw OutputFailure.explain(path, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it: as good as another
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    String owner = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    return owner.matches("process [0-9]+") ? ": " + owner : "";
  }

  private static void refuseForeign(Path path) throws IOException, InputException {
    try (Stream<Path> children = Files.list(path)) {
      if (!Files.exists(path.resolve(LOCK)) && children.findAny().isPresent()) {
        throw new InputException(
            Diagnostic.error(
                "DF704",
                path + " holds files that no regression wrote",
                "name a new folder, or remove it yourself"));
      }
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The folder of a job: by its name, and where that is no plain one by a hash of it too. */
  public Path job(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_.=+#-]", "_").replaceAll("^[.]+", "_");
    if (!plain.equals(name) || plain.length() > 120) {
      String hash = ContentHash.empty().with("name", name).hex().substring(0, 8);
      plain = plain.substring(0, Math.min(plain.length(), 100)) + "-" + hash;
    }
    return path.resolve("jobs").resolve(plain);
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      return; // the lock ends with this process at the latest
    }
  }
}
