package decodefab.simtests.formal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell with all of its faults in one text, selected by number (mutant schemata): it is translated
 * once, whatever the number of faults, and a fault that nobody notices can be read in the source.
 *
 * <p>Faults are exchanged operators, conditions and small constants in the right side of every
 * assignment and every procedural condition, and every clocked assignment left out. Widths, indices
 * and what is decided at elaboration stay as they are: there a change makes another circuit or none
 * rather than a wrong one. The number comes from an instance of {@code mutant_source}; 0 is the
 * cell as it is.
 *
 * @param name of the cell
 * @param verilog the text with all faults
 * @param faults in the order of their numbers
 */
public record FaultyCell(String name, String verilog, List<Fault> faults) {

  /** Bits of a fault's number. */
  static final int BITS = 10;

  private static final Pattern HEADER_END = Pattern.compile("(?m)^\\);");

  /** Group 1 is an assignment's right side; the statement before it is group 0's start. */
  private static final List<Pattern> ASSIGNMENTS =
      List.of(
          Pattern.compile("(?m)^\\s*assign\\b[^=;]*=(?!=)([^;]*);"),
          Pattern.compile("(?m)^\\s*wire\\b(?![^=;]* unused)[^=;(]*=(?!=)([^;]*);"),
          Pattern.compile("(?m)^ +(?:\\w+: +)?\\w+(?:\\[[^;=<]*\\])* +=(?!=)([^;]*);"));

  private static final Pattern CLOCKED =
      Pattern.compile("(?m)^ +(?:\\w+: +)?(\\w+(?:\\[[^;=<]*\\])* *<=([^;]*);)");

  private static final Pattern FUNCTION =
      Pattern.compile("(?s)\\bfunction\\b[^;]*\\b(\\w+);.*?\\bendfunction\\b");

  private static final Pattern CONSTANT = Pattern.compile("\\b(?:localparam|parameter)\\b[^;]*");

  private static final Pattern CONDITION = Pattern.compile("\\bif \\(");

  /** An operator or constant and what a fault puts in its place. */
  private record Change(Pattern text, String replacement) {
    private static Change of(String regex, String replacement) {
      return new Change(Pattern.compile(regex), replacement);
    }
  }

  private static final List<Change> CHANGES =
      List.of(
          Change.of("&&", "||"),
          Change.of("\\|\\|", "&&"),
          Change.of("==", "!="),
          Change.of("!=", "=="),
          Change.of("<=", "<"),
          Change.of(">=", ">"),
          Change.of("(?<= )<(?= )", "<="),
          Change.of("(?<= )>(?= )", ">="),
          Change.of("<<", ">>"),
          Change.of(">>", "<<"),
          Change.of("(?<= )\\+(?= )", "-"),
          Change.of("(?<= )-(?= )", "+"),
          Change.of("(?<= )&(?= )", "|"),
          Change.of("(?<= )\\|(?= )", "&"),
          Change.of("(?<= )\\^(?= )", "&"),
          Change.of("(?<![&\\w)\\]] ?)&(?=[\\w({])", "|"),
          Change.of("(?<![|\\w)\\]] ?)\\|(?=[\\w({])", "&"),
          Change.of("!(?!=)", ""),
          Change.of("~", ""),
          Change.of(" \\?(?= )", " == 1'b0 ?"),
          Change.of("1'b0", "1'b1"),
          Change.of("1'b1", "1'b0"),
          Change.of("(?<=\\d'd)0\\b", "1"),
          Change.of("(?<=\\d'd)1\\b", "0"),
          Change.of("(?<=\\d'd)([2-9])\\b", "1"));

  public FaultyCell {
    faults = List.copyOf(faults);
  }

  /** Seeds every fault into a cell's text. */
  public static FaultyCell of(String name, String verilog) {
    return new Seeder(name, verilog).seed();
  }

  /** Collects the edits of one cell. */
  private static final class Seeder {
    private final String name;
    private final String text;
    private final String code;
    private final int body;
    private final List<Fault> faults = new ArrayList<>();
    private final TreeMap<Integer, Integer> ends = new TreeMap<>();
    private final TreeMap<Integer, String> edits = new TreeMap<>();

    private Seeder(String name, String text) {
      this.name = name;
      this.text = text;
      this.code = withoutConstants(blank(blank(text, "//[^\n]*"), "`\\w+"));
      Matcher header = HEADER_END.matcher(code);
      if (!header.find()) {
        throw new IllegalStateException("no module header in " + name);
      }
      this.body = header.end();
    }

    private FaultyCell seed() {
      edits.put(
          body,
          "\n    wire [%d:0] mutant;\n    mutant_source u_mutant (.id(mutant));\n"
              .formatted(BITS - 1));
      ends.put(body, body);
      for (Pattern assignment : ASSIGNMENTS) {
        Matcher found = assignment.matcher(code);
        for (int at = body; found.find(at); at = found.end()) {
          expression(found.start(1), found.end(1), false);
        }
      }
      Matcher found = CLOCKED.matcher(code);
      for (int at = body; found.find(at); at = found.end()) {
        int id = add(found.start(1), found.end(1), "");
        expression(found.start(2), found.end(2), false);
        put(found.start(1), found.start(1), "if (mutant != %d'd%d) ".formatted(BITS, id));
      }
      found = CONDITION.matcher(code);
      for (int at = body; found.find(at); at = found.end()) {
        int end = closing(found.end() - 1);
        // A label says that elaboration decides.
        if (!code.substring(end).matches("(?s)\\) begin :.*") && procedural(found.start())) {
          expression(found.end(), end, true);
        }
      }
      StringBuilder out = new StringBuilder(text);
      for (int start : edits.descendingKeySet()) {
        out.replace(start, ends.get(start), edits.get(start));
      }
      return new FaultyCell(name, out.toString(), faults);
    }

    /** Whether the nearest block around is a procedure: nested generate conditions have labels. */
    private boolean procedural(int at) {
      return code.lastIndexOf("always", at) > code.lastIndexOf("generate\n", at);
    }

    private void expression(int start, int end, boolean condition) {
      String whole = code.substring(start, end);
      // Indices and counts of repetitions are no values.
      String values =
          blank(
              blank(whole, "\\[[^\\[\\]]*(?:\\[[^\\]]*\\][^\\[\\]]*)*\\]"),
              "\\{\\(?[\\w+*/ -]*\\)?(?=\\{)");
      StringBuilder out = new StringBuilder();
      for (Change change : CHANGES) {
        Matcher found = change.text().matcher(values);
        while (found.find()) {
          int id = add(start + found.start(), start + found.end(), change.replacement());
          choose(
              out,
              id,
              text.substring(start, start + found.start())
                  + change.replacement()
                  + text.substring(start + found.end(), end));
        }
      }
      if (condition) {
        choose(
            out,
            add(start, end, "!(" + text.substring(start, end) + ")"),
            "!(" + text.substring(start, end) + ")");
      }
      if (!out.isEmpty()) {
        put(start, end, " (" + out + "(" + text.substring(start, end) + "))");
      }
    }

    private static void choose(StringBuilder out, int id, String expression) {
      out.append("mutant == %d'd%d ? (%s) : ".formatted(BITS, id, expression));
    }

    private void put(int start, int end, String replacement) {
      if (edits.put(start, replacement) != null) {
        throw new IllegalStateException(name + ": two edits at one place");
      }
      ends.put(start, end);
    }

    private int add(int start, int end, String replacement) {
      int id = faults.size() + 1;
      if (id >= 1 << BITS) {
        throw new IllegalStateException(name + " has too many faults");
      }
      int line = (int) text.substring(0, start).lines().count();
      int lineStart = text.lastIndexOf('\n', start) + 1;
      int lineEnd = Math.max(end, text.indexOf('\n', start));
      String before = text.substring(lineStart, lineEnd);
      String after = text.substring(lineStart, start) + replacement + text.substring(end, lineEnd);
      faults.add(new Fault(id, line, squeeze(before), squeeze(after)));
      return id;
    }

    private int closing(int open) {
      int depth = 0;
      for (int at = open; at < code.length(); at++) {
        depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
        if (depth == 0) {
          return at;
        }
      }
      throw new IllegalStateException(name + ": a parenthesis stays open");
    }

    /** Blanks the functions that elaboration calls, and those that these call. */
    private static String withoutConstants(String code) {
      StringBuilder callers = new StringBuilder();
      CONSTANT.matcher(code).results().forEach(found -> callers.append(found.group()));
      String left = code;
      for (Matcher each = FUNCTION.matcher(left); each.find(); ) {
        if (Pattern.compile("\\b" + each.group(1) + "\\s*\\(").matcher(callers).find()) {
          callers.append(each.group());
          left =
              left.substring(0, each.start())
                  + each.group().replaceAll("[^\n]", " ")
                  + left.substring(each.end());
          each = FUNCTION.matcher(left);
        }
      }
      return left;
    }

    private static String squeeze(String line) {
      return line.strip().replaceAll("\\s+", " ");
    }

    private static String blank(String from, String regex) {
      return Pattern.compile(regex)
          .matcher(from)
          .replaceAll(m -> m.group().replaceAll("[^\n]", " "));
    }
  }
}
