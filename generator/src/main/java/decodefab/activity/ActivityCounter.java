package decodefab.activity;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what nets do in waveforms in the Value Change Dump format (IEEE 1364-2005, clause 18), one
 * after the other. What is held grows with the nets, not with time. Real and string variables have
 * no switching activity and are passed over.
 */
public final class ActivityCounter {
  /** More bits than this are no design that was simulated here. */
  private static final long MOST_BITS = 1L << 27;

  private static final Pattern RANGE =
      Pattern.compile("(.+?)\\s*\\[(-?[0-9]{1,7})(?::(-?[0-9]{1,7}))?\\]");

  private final Scope root = new Scope();
  private final Map<String, Signal> signals = new HashMap<>();
  private Deque<Scope> open = new ArrayDeque<>();
  private boolean first = true;
  private long bits;
  private long duration;

  /** Begins with nothing. */
  public ActivityCounter() {}

  /**
   * Counts a waveform. The time between two waveforms is left out.
   *
   * @throws IOException where it cannot be read, is no VCD, or is one of another design than the
   *     first
   */
  public void add(InputStream vcd) throws IOException {
    VcdScanner scanner = new VcdScanner(vcd);
    open = new ArrayDeque<>();
    open.push(root);
    header(scanner);
    if (signals.isEmpty()) {
      throw new IOException("it declares no net");
    }
    first = false;
    changes(scanner);
  }

  /** Steps of all waveforms together. */
  public long duration() {
    return duration;
  }

  Scope root() {
    return root;
  }

  private void header(VcdScanner scanner) throws IOException {
    while (scanner.advance()) {
      String word = scanner.text(0);
      switch (word) {
        case "$scope" -> {
          scanner.expect("a scope's kind");
          open.push(open.peek().inner(scanner.expect("a scope's name")));
          skip(scanner);
        }
        case "$upscope" -> {
          open.pop();
          if (open.isEmpty()) {
            throw new IOException("it leaves more scopes than it enters");
          }
          skip(scanner);
        }
        case "$var" -> variable(scanner);
        case "$enddefinitions" -> {
          skip(scanner);
          return;
        }
        default -> {
          if (!word.startsWith("$")) {
            throw new IOException("it has " + word + " where declarations stand");
          }
          skip(scanner);
        }
      }
    }
    throw new IOException("its declarations do not end");
  }

  private static void skip(VcdScanner scanner) throws IOException {
    String word;
    do {
      word = scanner.expect("$end");
    } while (!word.equals("$end"));
  }

  private void variable(VcdScanner scanner) throws IOException {
    String kind = scanner.expect("a variable's kind");
    int width = width(scanner.expect("a variable's width"));
    String id = scanner.expect("a variable's code");
    StringBuilder name = new StringBuilder(scanner.expect("a variable's name"));
    for (String more = scanner.expect("$end");
        !more.equals("$end");
        more = scanner.expect("$end")) {
      name.append(' ').append(more);
    }
    if (kind.equals("real") || kind.equals("string") || kind.equals("event")) {
      return;
    }
    Signal signal = signals.get(id);
    if (signal == null && first) {
      bits += width;
      if (bits > MOST_BITS) {
        throw new IOException("it has more than " + MOST_BITS + " bits");
      }
      signal = new Signal(width);
      signals.put(id, signal);
    }
    if (signal == null || signal.width() != width) {
      throw new IOException("it declares " + name + " otherwise than before");
    }
    if (first) {
      open.peek().add(net(name.toString(), signal));
    }
  }

  private static int width(String text) throws IOException {
    if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) == 0) {
      throw new IOException("a width of it is " + text);
    }
    return Integer.parseInt(text);
  }

  private static Scope.Net net(String name, Signal signal) {
    Matcher range = RANGE.matcher(name);
    // An element of an array has its place in its name, with the range apart from it.
    if (!range.matches() || (range.group(3) == null && !name.contains(" "))) {
      return new Scope.Net(name, signal, signal.width() - 1, 0, signal.width() > 1);
    }
    int left = Integer.parseInt(range.group(2));
    int right = range.group(3) == null ? left : Integer.parseInt(range.group(3));
    return Math.abs((long) left - right) + 1 == signal.width()
        ? new Scope.Net(range.group(1), signal, left, right, true)
        : new Scope.Net(name, signal, signal.width() - 1, 0, signal.width() > 1);
  }

  private void changes(VcdScanner scanner) throws IOException {
    Optional<Long> begin = Optional.empty();
    long now = 0;
    while (scanner.advance()) {
      byte kind = scanner.at(0);
      switch (kind) {
        case '#' -> {
          long time = time(scanner.text(1));
          if (begin.isEmpty()) {
            begin = Optional.of(time);
            signals.values().forEach(signal -> signal.begin(time));
          } else if (time < now) {
            throw new IOException("its time goes back to " + time);
          }
          now = time;
        }
        case '0', '1', 'x', 'X', 'z', 'Z' -> {
          Signal signal = signal(scanner.text(1), begin);
          signal.set(signal.width() - 1, lower(kind), now);
        }
        case 'b', 'B' -> vector(scanner, begin, now);
        case 'r', 'R', 's', 'S' -> scanner.expect("a variable's code");
        case '$' -> {
          if (scanner.text(0).equals("$comment")) {
            skip(scanner);
          }
        }
        default -> throw new IOException("it has " + scanner.text(0) + " where values stand");
      }
    }
    if (begin.isEmpty()) {
      throw new IOException("it has no values");
    }
    long end = now;
    signals.values().forEach(signal -> signal.end(end));
    duration += end - begin.get();
  }

  /** A value of several bits; what is left out at its left is 0, or unknown as its first bit is. */
  private void vector(VcdScanner scanner, Optional<Long> begin, long now) throws IOException {
    byte[] letters = scanner.letters(1);
    scanner.expect("a variable's code");
    Signal signal = signal(scanner.text(0), begin);
    int missing = signal.width() - letters.length;
    if (letters.length == 0 || missing < 0) {
      throw new IOException("a value of it has not " + signal.width() + " bits");
    }
    byte fill = lower(letters[0]) == '1' ? (byte) '0' : lower(letters[0]);
    for (int bit = 0; bit < signal.width(); bit++) {
      byte value = bit < missing ? fill : lower(letters[bit - missing]);
      if (value != '0' && value != '1' && value != 'x' && value != 'z') {
        throw new IOException("a bit of it is " + (char) value);
      }
      signal.set(bit, value, now);
    }
  }

  private Signal signal(String id, Optional<Long> begin) throws IOException {
    Signal signal = signals.get(id);
    if (signal == null || begin.isEmpty()) {
      throw new IOException(
          signal == null ? "it has a value of " + id + ", no net" : "it has a value before a time");
    }
    return signal;
  }

  private static byte lower(byte letter) {
    return letter == 'X' ? (byte) 'x' : letter == 'Z' ? (byte) 'z' : letter;
  }

  private static long time(String text) throws IOException {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IOException("a time of it is " + text);
    }
    return Long.parseLong(text);
  }
}
