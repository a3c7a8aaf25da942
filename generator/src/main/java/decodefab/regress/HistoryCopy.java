package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.tool.MovedAside;
import decodefab.tool.OutputFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The results of a history once more, as comma-separated text beside the database: a page of a
 * database that is damaged may take all of it along, a damaged line of text takes itself.
 */
final class HistoryCopy {
  static final String FILE = "history.csv";

  /** An empty text is no missing value, so that needs a word of its own. */
  private static final String FORMAT = "FORMAT csv, HEADER, NULLSTR 'NULL'";

  private final Path file;

  HistoryCopy(Path folder) {
    this.file = folder.resolve(FILE);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Replaces the copy by what is in the database now. */
  void write(Connection database) throws SQLException, InputException {
    Path work = file.resolveSibling("." + FILE + ".new");
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "COPY (FROM results ORDER BY rowid) TO %s (%s)".formatted(quote(work), FORMAT));
      Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw OutputFailure.explain(file, e);
    }
  }

  /**
   * Fills an empty table from the copy. Of a copy with damaged lines the others are read, and it is
   * kept under another name, since it is written anew with the next results.
   *
   * @return what was found, in words
   */
  String read(Connection database) throws InputException {
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "COPY results FROM %s (%s, ignore_errors true)".formatted(quote(file), FORMAT));
      long found;
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM results")) {
        count.next();
        found = count.getLong(1);
      }
      long lost = lines() - found;
      return Plural.of(found, "result") + (lost > 0 ? ", without " + damaged(lost) : "");
    } catch (SQLException e) {
      return "nothing, since it is no table of results; it is now " + MovedAside.move(file);
    }
  }

  private String damaged(long lines) throws InputException {
    return Plural.of(lines, "damaged line") + " of it; it is now " + MovedAside.move(file);
  }

  /** Lines below the header. */
  private long lines() throws InputException {
    long ends = 0;
    for (byte b : bytes()) {
      ends += b == '\n' ? 1 : 0;
    }
    return ends - 1;
  }

  private byte[] bytes() throws InputException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw OutputFailure.explain(file, e);
    }
  }

  private static String quote(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }
}
