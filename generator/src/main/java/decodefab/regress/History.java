package decodefab.regress;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.tool.MovedAside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Results of all regressions in a folder, in an embedded DuckDB file, which any DuckDB opens for
 * questions that decodefab does not answer. Only what was really run is kept: a result that was
 * taken from the cache says nothing new. Beside it is a copy as text, from which a damaged or
 * missing database is made again.
 */
public final class History implements AutoCloseable {
  private static final String FILE = "history.duckdb";

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS results (
        finished TIMESTAMP NOT NULL, program VARCHAR NOT NULL, job VARCHAR NOT NULL,
        key VARCHAR NOT NULL, passed BOOLEAN NOT NULL, failure VARCHAR NOT NULL,
        tokens INTEGER NOT NULL, cycles BIGINT NOT NULL, seconds DOUBLE NOT NULL,
        lut DOUBLE, ff DOUBLE, dsp DOUBLE, bram36 DOUBLE, uram DOUBLE)""";

  private static final List<String> AREA = List.of("lut", "ff", "dsp", "bram36", "uram");

  private final Connection connection;
  private final HistoryCopy copy;

  private History(Connection connection, HistoryCopy copy) {
    this.connection = connection;
    this.copy = copy;
  }

  /** Where the history of a folder is. */
  public static Path file(Path folder) {
    return folder.resolve(FILE);
  }

  /** Whether a folder has a history, or what one can be made from. */
  public static boolean isIn(Path folder) {
    return Files.exists(file(folder)) || new HistoryCopy(folder).exists();
  }

  /**
   * Opens the history of a folder, which is begun where there is none.
   *
   * @param notes hears of a damaged one, which is moved aside and made again from its copy
   * @throws InputException where it cannot be opened or begun (DF946)
   */
  public static History open(Path folder, Consumer<String> notes) throws InputException {
    Path file = file(folder);
    HistoryCopy copy = new HistoryCopy(folder);
    boolean missing = !Files.exists(file);
    String fate = "the history is not there";
    try {
      if (!missing || !copy.exists()) {
        return new History(connect(file), copy);
      }
    } catch (SQLException e) {
      if (missing || isHeld(e)) {
        throw refuse(file, e);
      }
      fate = "the history is damaged; it is now " + MovedAside.move(file);
      Path log = file.resolveSibling(FILE + ".wal");
      if (Files.exists(log)) {
        MovedAside.move(log);
      }
    }
    try {
      Connection connection = connect(file);
      notes.accept(
          copy.exists()
              ? fate + "; a new one is made from " + HistoryCopy.FILE + ": " + copy.read(connection)
              : fate + ", and a new one is begun, since there is no " + HistoryCopy.FILE);
      return new History(connection, copy);
    } catch (SQLException again) {
      throw refuse(file, again);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath());
    } catch (LinkageError e) {
      throw new SQLException("DuckDB has no library for this system: " + e.getMessage(), e);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      // Pages have checksums, which are looked at where a page is read: so all are.
      statement.execute("SELECT bit_xor(hash(results)) FROM results");
      statement.execute("SELECT finished, passed, lut, uram FROM results LIMIT 1");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether another program has it, which is no damage. */
  private static boolean isHeld(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Could not set lock")
        || message.contains("being used by another process")
        || message.contains("no library")
        || message.contains("Permission denied")
        || message.contains("No suitable driver");
  }

  private static InputException refuse(Path file, SQLException failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new InputException(
        Diagnostic.error(
            "DF946",
            "the history " + file + " cannot be used: " + reason,
            "close what has it open, or name another folder with -o DIR"));
  }

  /**
   * Adds what was run.
   *
   * @param finished when
   * @param program which decodefab
   */
  public void add(Instant finished, String program, List<JobResult> results) throws InputException {
    String row = "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(row)) {
        for (JobResult result : results) {
          if (result.origin() == JobResult.Origin.RUN) {
            fill(insert, finished, program, result);
            insert.execute();
          }
        }
      }
      connection.commit();
      copy.write(connection);
    } catch (SQLException e) {
      throw refuse(Path.of(FILE), e);
    }
  }

  private static void fill(
      PreparedStatement insert, Instant finished, String program, JobResult result)
      throws SQLException {
    insert.setTimestamp(1, Timestamp.from(finished));
    insert.setString(2, program);
    insert.setString(3, result.name());
    insert.setString(4, result.key());
    insert.setBoolean(5, result.passed());
    insert.setString(6, result.failure().map(f -> f.kind().text()).orElse(""));
    insert.setInt(7, result.figures().tokens());
    insert.setLong(8, result.figures().cycles());
    insert.setDouble(9, result.seconds());
    for (int i = 0; i < AREA.size(); i++) {
      Double value = result.figures().area().get(AREA.get(i));
      if (value == null) {
        insert.setNull(10 + i, java.sql.Types.DOUBLE);
      } else {
        insert.setDouble(10 + i, value);
      }
    }
  }

  /** What became of each job, by its name, oldest result first. */
  public Map<String, List<PastResult>> read() throws InputException {
    Map<String, List<PastResult>> jobs = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM results ORDER BY job, finished, rowid")) {
      while (rows.next()) {
        Map<String, Double> area = new LinkedHashMap<>();
        for (String name : AREA) {
          double value = rows.getDouble(name);
          if (!rows.wasNull()) {
            area.put(name, value);
          }
        }
        jobs.computeIfAbsent(rows.getString("job"), j -> new ArrayList<>())
            .add(
                new PastResult(
                    rows.getTimestamp("finished").toInstant(),
                    rows.getBoolean("passed"),
                    rows.getString("failure"),
                    new Figures(rows.getInt("tokens"), rows.getLong("cycles"), 0, area),
                    rows.getDouble("seconds")));
      }
    } catch (SQLException e) {
      throw refuse(Path.of(FILE), e);
    }
    return jobs;
  }

  @Override
  public void close() throws InputException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw refuse(Path.of(FILE), e);
    }
  }
}
