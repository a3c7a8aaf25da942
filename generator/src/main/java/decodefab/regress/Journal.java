package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.tool.MovedAside;
import decodefab.tool.OutputFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The results of a regression while it runs, a line each, written when each job is done: what an
 * interrupted one leaves, and a resumed one starts from. Its last line says that it is complete.
 */
final class Journal {
  private static final String FILE = "journal.jsonl";
  private static final String END = "{\"end\":true}";

  private final Path file;

  private Journal(Path file) {
    this.file = file;
  }

  /**
   * The results by key that an interrupted regression left; none where the last one came to its
   * end, or there was none.
   *
   * @param notes hears of a damaged journal
   */
  static Map<String, JobResult> interrupted(RunFolder folder, Consumer<String> notes)
      throws InputException {
    Path file = folder.path().resolve(FILE);
    Map<String, JobResult> results = new HashMap<>();
    List<String> lines;
    try {
      lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      lines = List.of("unreadable", "");
    }
    if (!lines.isEmpty() && lines.getLast().equals(END)) {
      return Map.of();
    }
    int damaged = 0;
    for (int i = 0; i < lines.size(); i++) {
      try {
        JobResult result = ResultJson.read(lines.get(i));
        results.put(result.key(), result);
      } catch (IOException e) {
        // Whoever was interrupted may have been writing its last line.
        damaged += i == lines.size() - 1 ? 0 : 1;
      }
    }
    if (damaged > 0) {
      Path aside = MovedAside.move(file);
      notes.accept(
          damaged
              + " lines of the interrupted regression's journal are damaged; it is now "
              + aside
              + ", and their jobs are run again");
    }
    results.remove("");
    return Map.copyOf(results);
  }

  /** A new journal, with the results that are known already. */
  static Journal start(RunFolder folder, Iterable<JobResult> known) throws InputException {
    Journal journal = new Journal(folder.path().resolve(FILE));
    try {
      Files.deleteIfExists(journal.file);
    } catch (IOException e) {
      throw OutputFailure.explain(journal.file, e);
    }
    for (JobResult result : known) {
      journal.add(result);
    }
    return journal;
  }

  synchronized void add(JobResult result) throws InputException {
    line(ResultJson.write(result).toString());
  }

  synchronized void end() throws InputException {
    line(END);
  }

  private void line(String text) throws InputException {
    try {
      Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw OutputFailure.explain(file, e);
    }
  }
}
