package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.tool.AtomicFile;
import decodefab.tool.ContentHash;
import decodefab.tool.MovedAside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Results of jobs that passed, by the hash of what determines them. A file that was changed since
 * is not believed: it is moved aside, said, and the job is run.
 */
public final class ResultCache {
  private static final String FOLDER = "regress";

  private final Path folder;
  private final Consumer<String> notes;

  /**
   * A cache.
   *
   * @param root of all that is cached, which need not be there yet
   * @param notes hears of files that were moved aside
   */
  public ResultCache(Path root, Consumer<String> notes) {
    this.folder = root.resolve(FOLDER);
    this.notes = notes;
  }

  /** The result of a key. */
  public Optional<JobResult> find(String key) throws InputException {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file);
      int end = text.indexOf('\n');
      String body = text.substring(end + 1);
      if (end < 0 || !digest(body).equals(text.substring(0, end))) {
        throw new IOException("it is not what was written");
      }
      JobResult result = ResultJson.read(body);
      if (!result.key().equals(key) || !result.passed()) {
        throw new IOException("it is the result of something else");
      }
      return Optional.of(result);
    } catch (IOException e) {
      Path aside = MovedAside.move(file);
      notes.accept(
          "the kept result "
              + file.getFileName()
              + " is damaged; it is now "
              + aside
              + ", and its job is run again");
      return Optional.empty();
    }
  }

  /**
   * Keeps a result; of one that did not pass nothing is kept.
   *
   * @throws InputException where it cannot be written
   */
  public void keep(JobResult result) throws InputException {
    if (result.passed() && !result.key().isEmpty()) {
      String body = ResultJson.write(result).toString();
      AtomicFile.write(
          file(result.key()), (digest(body) + "\n" + body).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path file(String key) {
    if (!key.matches("[0-9a-f]{16,128}")) {
      throw new IllegalArgumentException("malformed key " + key);
    }
    return folder.resolve(key + ".json");
  }

  private static String digest(String body) {
    return ContentHash.empty().with("result", body).hex();
  }
}
