package decodefab.tool;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what took long to build, by the hash of what it was built from. An entry is there whole or
 * not at all; one that was changed since is built anew; and of several that want the same entry at
 * once, in this process or in others, one builds and the others wait for it.
 */
public final class BuildCache {
  /** Builds an entry. */
  @FunctionalInterface
  public interface Builder {
    /**
     * Builds into {@code folder}, which exists and is empty. It will have another name when it is
     * done, so nothing in it may refer to it by its path.
     */
    void build(Path folder) throws IOException, InputException, ToolException, InterruptedException;
  }

  private static final long POLL_MILLIS = 20;

  private final Path root;
  private final Consumer<String> notes;

  /** A cache in {@code root}, which need not be there yet. */
  public BuildCache(Path root) {
    this(root, note -> {});
  }

  private BuildCache(Path root, Consumer<String> notes) {
    this.root = root.toAbsolutePath().normalize();
    this.notes = notes;
  }

  /**
   * The same cache.
   *
   * @param hearer hears of damaged entries, which are built anew
   */
  public BuildCache saying(Consumer<String> hearer) {
    return new BuildCache(root, hearer);
  }

  /**
   * The user's cache: {@code DECODEFAB_CACHE}, or {@code decodefab} in {@code XDG_CACHE_HOME} or in
   * {@code ~/.cache}.
   *
   * @param environment the variables
   * @param home the user's home folder
   */
  public static BuildCache ofUser(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("DECODEFAB_CACHE", "");
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!own.isEmpty()) {
      return new BuildCache(Path.of(own));
    }
    // A relative XDG folder is to be ignored, says the specification.
    boolean usable = !shared.isEmpty() && Path.of(shared).isAbsolute();
    return new BuildCache((usable ? Path.of(shared) : home.resolve(".cache")).resolve("decodefab"));
  }

  /** Where the entries are. */
  public Path root() {
    return root;
  }

  /**
   * The folder of an entry, built where it is not there or not intact.
   *
   * @param kind what sort of thing it is, in lower case; entries of different kinds do not meet
   * @param hash of all that it is built from, as {@link ContentHash#hex} writes it
   * @param builder makes the entry
   * @throws InputException where the cache cannot be written, or as {@code builder} throws it
   * @throws ToolException as {@code builder} throws it
   * @throws InterruptedException where this thread was interrupted
   */
  public Path get(String kind, String hash, Builder builder)
      throws InputException, ToolException, InterruptedException {
    Path entry = entry(kind, hash);
    if (AtomicFolder.isIntact(entry)) {
      return entry;
    }
    Path lockFile = root.resolve(kind).resolve(hash + ".lock");
    try {
      Files.createDirectories(lockFile.getParent());
    } catch (IOException e) {
      throw explain(e);
    }
    try (FileChannel channel = openLock(lockFile);
        FileLock lock = lock(channel)) {
      if (!lock.isValid() || !AtomicFolder.isIntact(entry)) {
        if (Files.exists(entry)) {
          notes.accept("the cache entry " + entry + " is damaged; it is built anew");
        }
        AtomicFolder.deleteQuietly(entry);
        AtomicFolder.deleteLeftovers(entry);
        AtomicFolder.<ToolException, InterruptedException>fill(
            entry, builder::build, this::explain);
      }
      return entry;
    } catch (IOException e) {
      throw explain(e);
    }
  }

  /** The folder of an entry that is there and intact; nothing is built. */
  public Optional<Path> find(String kind, String hash) {
    return Optional.of(entry(kind, hash)).filter(AtomicFolder::isIntact);
  }

  /** The folder of an entry that was built to its end, which may have been damaged since. */
  public Optional<Path> look(String kind, String hash) {
    return Optional.of(entry(kind, hash)).filter(AtomicFolder::isComplete);
  }

  private Path entry(String kind, String hash) {
    if (!kind.matches("[a-z0-9-]+") || !hash.matches("[0-9a-f]{16,128}")) {
      throw new IllegalArgumentException("malformed cache entry " + kind + "/" + hash);
    }
    return root.resolve(kind).resolve(hash);
  }

  private InputException explain(IOException failure) {
    return OutputFailure.explain(root, failure, "; DECODEFAB_CACHE names another folder");
  }

  private static FileChannel openLock(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Polls, since a lock that another thread of this process holds is refused rather than waited
   * for.
   */
  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    while (true) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Held by this process: as good as held by another.
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
