package decodefab.simtests.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the bench saw since the last reset, in order.
 *
 * @param events writes, posts and taken commands
 * @param violations broken interface rules
 * @param cycles cycles simulated
 * @param busy of these, cycles in which the engine was busy
 * @param stalledIn cycles it waited for the external operand
 * @param stalledOut cycles it waited for room for a result
 */
record EventLog(
    List<Event> events,
    List<String> violations,
    long cycles,
    long busy,
    long stalledIn,
    long stalledOut) {

  /** Where an event comes from. */
  enum Port {
    VM,
    SM,
    REDUCED,
    QM,
    QS,
    POST,
    TAKEN
  }

  /**
   * @param port what happened
   * @param cycle when
   * @param tag of the command, for writes
   * @param text the write as a line of {@link Expected}, or a post's mask and argmax
   */
  record Event(Port port, long cycle, int tag, String text) {}

  static EventLog parse(List<String> lines, int lanes) {
    List<Event> events = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    long[] end = new long[4];
    for (String line : lines) {
      String[] f = line.split(" ");
      switch (f[0]) {
        case "V", "S" -> events.add(wide(f, lanes));
        case "Q", "T" ->
            events.add(
                new Event(
                    f[0].equals("Q") ? Port.QM : Port.QS,
                    Long.parseLong(f[1]),
                    tag(f),
                    rest(f, 4)));
        case "P" -> events.add(new Event(Port.POST, Long.parseLong(f[1]), 0, rest(f, 2)));
        case "C" -> events.add(new Event(Port.TAKEN, Long.parseLong(f[1]), 0, ""));
        case "R" -> events.clear();
        case "E" -> Arrays.setAll(end, i -> Long.parseLong(f[i + 1]));
        default -> violations.add(line);
      }
    }
    return new EventLog(events, violations, end[0], end[1], end[2], end[3]);
  }

  private static Event wide(String[] f, int lanes) {
    long enabled = Long.parseUnsignedLong(f[4], 16);
    long cycle = Long.parseLong(f[1]);
    if (Long.bitCount(enabled) == lanes) {
      return new Event(f[0].equals("V") ? Port.VM : Port.SM, cycle, tag(f), rest(f, 5));
    }
    int lane = Long.numberOfTrailingZeros(enabled);
    String text = f[5] + " " + Integer.toHexString(lane) + " " + f[6 + lane];
    boolean single = Long.bitCount(enabled) == 1 && f[0].equals("S");
    return new Event(Port.REDUCED, cycle, tag(f), single ? text : "enables " + f[4]);
  }

  private static int tag(String[] f) {
    return Integer.parseInt(f[2], 16) | Integer.parseInt(f[3], 16) << 10;
  }

  private static String rest(String[] f, int from) {
    return String.join(" ", Arrays.asList(f).subList(from, f.length));
  }
}
