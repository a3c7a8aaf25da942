package decodefab.simtests.formal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives a model in binary AIGER one bad state per fault: any property broken while the fault's
 * number stood at the selecting input in every cycle so far.
 *
 * <p>So one run of an engine decides about all faults of a cell.
 */
final class FaultSelector {

  private static final Pattern SELECTOR = Pattern.compile("i(\\d+) \\S*u_mutant\\.id\\[(\\d+)\\]");

  private final byte[] aiger;
  private int at;

  private int inputs;
  private int latches;
  private int ands;
  private final List<String> latchLines = new ArrayList<>();
  private final List<Integer> bads = new ArrayList<>();
  private final List<Integer> constraints = new ArrayList<>();
  private final List<int[]> gates = new ArrayList<>();
  private final int[] selector = new int[FaultyCell.BITS];
  private int shift;

  private FaultSelector(byte[] aiger) {
    this.aiger = aiger.clone();
  }

  /**
   * Returns the model with bad states 0 to faults - 1, of the faults 1 to {@code faults}.
   *
   * @throws IllegalStateException if the model has no selecting input
   */
  static byte[] select(byte[] aiger, int faults) throws IOException {
    FaultSelector model = new FaultSelector(aiger);
    model.read();
    return model.write(faults);
  }

  private void read() {
    String[] header = line().split(" ", -1);
    inputs = Integer.parseInt(header[2]);
    latches = Integer.parseInt(header[3]);
    ands = Integer.parseInt(header[5]);
    int outputs = Integer.parseInt(header[4]);
    for (int i = 0; i < latches; i++) {
      latchLines.add(line());
    }
    for (int i = 0; i < outputs; i++) {
      line();
    }
    for (int i = 0; i < Integer.parseInt(header[6]); i++) {
      bads.add(Integer.parseInt(line()));
    }
    for (int i = 0; header.length > 7 && i < Integer.parseInt(header[7]); i++) {
      constraints.add(Integer.parseInt(line()));
    }
    for (int i = 0; i < ands; i++) {
      int left = 2 * (inputs + latches + 1 + i);
      int right0 = left - delta();
      gates.add(new int[] {left, right0, right0 - delta()});
    }
    Matcher symbols = SELECTOR.matcher(rest());
    while (symbols.find()) {
      selector[Integer.parseInt(symbols.group(2))] = 2 * (Integer.parseInt(symbols.group(1)) + 1);
    }
    if (selector[0] == 0) {
      throw new IllegalStateException("the model has no input that selects a fault");
    }
  }

  private byte[] write(int faults) throws IOException {
    // New latches stand before the gates, whose numbers move up by as many.
    shift = 2 * faults;
    int firstNew = inputs + latches + 1;
    List<int[]> all = new ArrayList<>();
    for (int[] gate : gates) {
      all.add(new int[] {moved(gate[0]), moved(gate[1]), moved(gate[2])});
    }
    int bad = 0;
    for (int each : bads) {
      bad = not(and(all, not(bad), not(moved(each))));
    }
    StringBuilder text = new StringBuilder();
    List<Integer> chosen = new ArrayList<>();
    for (String latch : latchLines) {
      String[] parts = latch.split(" ", 2);
      text.append(moved(Integer.parseInt(parts[0])));
      text.append(parts.length > 1 ? " " + parts[1] : "").append('\n');
    }
    for (int fault = 1; fault <= faults; fault++) {
      int now = 1;
      for (int bit = 0; bit < FaultyCell.BITS; bit++) {
        now = and(all, now, ((fault >> bit) & 1) != 0 ? selector[bit] : not(selector[bit]));
      }
      int other = 2 * (firstNew + fault - 1); // the input has shown another number before
      int always = and(all, now, not(other));
      text.append(not(always)).append('\n');
      chosen.add(and(all, always, bad));
    }
    chosen.forEach(b -> text.append(b).append('\n'));
    constraints.forEach(c -> text.append(moved(c)).append('\n'));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int count = inputs + latches + faults + all.size();
    String header =
        "aig %d %d %d 0 %d %d %d\n"
            .formatted(count, inputs, latches + faults, all.size(), faults, constraints.size());
    out.writeBytes((header + text).getBytes(StandardCharsets.US_ASCII));
    for (int[] gate : all) {
      delta(out, gate[0] - gate[1]);
      delta(out, gate[1] - gate[2]);
    }
    return out.toByteArray();
  }

  private int moved(int literal) {
    return literal < 2 * (inputs + latches + 1) ? literal : literal + shift;
  }

  private int and(List<int[]> all, int a, int b) {
    int left = 2 * (inputs + latches + shift / 2 + 1 + all.size());
    all.add(new int[] {left, Math.max(a, b), Math.min(a, b)});
    return left;
  }

  private static int not(int literal) {
    return literal ^ 1;
  }

  private String line() {
    int start = at;
    while (aiger[at] != '\n') {
      at++;
    }
    return new String(aiger, start, at++ - start, StandardCharsets.US_ASCII);
  }

  private String rest() {
    return new String(aiger, at, aiger.length - at, StandardCharsets.US_ASCII);
  }

  private int delta() {
    int value = 0;
    for (int bits = 0; ; bits += 7) {
      int next = aiger[at++];
      value |= (next & 0x7F) << bits;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void delta(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 0x7F) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
