package decodefab.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Adds up the counts that simulations wrote: Verilator's {@code coverage.dat}, a text of a line for
 * each counter with its keys (verilated_cov_key.h of Verilator 5.006). A file's counters are added
 * over its instances, its parameters and all simulations.
 */
public final class CodeCoverageMerger {
  private static final String HEADER = "# SystemC::Coverage-3";
  private static final int MOST_POINTS = 4_000_000;
  private static final int MOST_LINES = 1_000_000;

  /** Counts of one file. */
  private record Tally(
      Map<Integer, Map<CodePoint, Long>> lines,
      Map<CodePoint, Long> branches,
      Map<CodePoint, Long> bits) {
    Tally() {
      this(new HashMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  private final Map<String, Tally> files = new TreeMap<>();
  private int points;

  /** Begins with nothing. */
  public CodeCoverageMerger() {}

  /**
   * Adds a simulation's counts. Only what stands in a folder {@code rtl} counts: benches are not
   * hardware.
   *
   * @param place the path under which a file of this name is reported; that of a cell is the same
   *     for all designs
   * @throws IOException where the file cannot be read, or is not what Verilator writes
   */
  public void add(Path data, UnaryOperator<String> place) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(data, StandardCharsets.ISO_8859_1)) {
      String line = reader.readLine();
      if (line == null || !line.equals(HEADER)) {
        throw new IOException("it does not begin with " + HEADER);
      }
      for (int number = 2; (line = reader.readLine()) != null; number++) {
        try {
          add(line, place);
        } catch (IllegalArgumentException e) {
          throw new IOException("its line " + number + " is no counter", e);
        }
      }
    }
  }

  private void add(String line, UnaryOperator<String> place) {
    int end = line.lastIndexOf("' ");
    if (!line.startsWith("C '") || end < 3) {
      throw new IllegalArgumentException(line);
    }
    long count = Long.parseUnsignedLong(line.substring(end + 2));
    Map<String, String> keys = keys(line.substring(3, end));
    Optional<String> file = hardware(keys.getOrDefault("f", ""));
    if (file.isEmpty()) {
      return;
    }
    if (++points > MOST_POINTS) {
      throw new IllegalArgumentException("too many counters");
    }
    Tally tally = files.computeIfAbsent(place.apply(file.get()), name -> new Tally());
    String page = keys.getOrDefault("page", "");
    CodePoint point =
        new CodePoint(
            number(keys.getOrDefault("l", "")),
            number(keys.getOrDefault("n", "0")),
            keys.getOrDefault("o", ""));
    if (page.startsWith("v_toggle/")) {
      tally.bits().merge(point, count, Long::sum);
      return;
    }
    if (page.startsWith("v_branch/")) {
      tally.branches().merge(point, count, Long::sum);
    }
    // A side that nobody wrote, such as a missing else, has no lines.
    String own = page.startsWith("v_branch/") ? "" : "" + point.line();
    for (int covered : lines(keys.getOrDefault("S", own))) {
      tally.lines().computeIfAbsent(covered, l -> new TreeMap<>()).merge(point, count, Long::sum);
    }
  }

  /** Pairs of a key and its value, each pair behind a byte 1, with a byte 2 between the two. */
  private static Map<String, String> keys(String text) {
    Map<String, String> keys = new HashMap<>();
    for (String pair : text.split("\001", -1)) {
      int middle = pair.indexOf('\002');
      if (middle >= 0) {
        keys.put(pair.substring(0, middle), pair.substring(middle + 1));
      } else if (!pair.isEmpty()) {
        throw new IllegalArgumentException(pair);
      }
    }
    return keys;
  }

  /** The name of a file in {@code rtl/}. */
  private static Optional<String> hardware(String path) {
    String[] parts = path.split("/", -1);
    int last = parts.length - 1;
    return last >= 1 && parts[last - 1].equals("rtl") ? Optional.of(parts[last]) : Optional.empty();
  }

  private static int number(String text) {
    int number = Integer.parseInt(text);
    if (number < 0 || number > MOST_LINES) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  /** Lines such as {@code 3-5,9}. */
  private static Collection<Integer> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    Collection<Integer> lines = new TreeSet<>();
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", 2);
      for (int line = number(ends[0]); line <= number(ends[ends.length - 1]); line++) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * All that was added.
   *
   * @param cells names of the cells that there are
   */
  public CodeCoverage merged(Collection<String> cells) {
    List<FileCoverage> merged =
        files.entrySet().stream().map(file -> merged(file.getKey(), file.getValue())).toList();
    TreeSet<String> absent = new TreeSet<>(cells);
    merged.forEach(file -> absent.remove(file.module()));
    return new CodeCoverage(merged, List.copyOf(absent));
  }

  private static FileCoverage merged(String path, Tally tally) {
    // A line with several statements ran where any of them did; branches tell which.
    TreeMap<Integer, Long> lines = new TreeMap<>();
    tally
        .lines()
        .forEach((line, on) -> lines.put(line, on.values().stream().reduce(0L, Long::max)));
    return new FileCoverage(
        path, lines, new TreeMap<>(tally.branches()), new TreeMap<>(tally.bits()));
  }
}
