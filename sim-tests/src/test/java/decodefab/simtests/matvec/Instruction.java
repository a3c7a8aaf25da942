package decodefab.simtests.matvec;

import decodefab.simtests.cell.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds instruction words by the field table that the RTL itself includes. */
final class Instruction {

  private static final int BYTES = 48;
  private static final Pattern FIELD = Pattern.compile("`define DFAB_(\\w+)\\s+(\\d+) \\+: (\\d+)");
  private static final Map<String, int[]> FIELDS = readFields();

  private BigInteger word = BigInteger.ZERO;

  /**
   * Sets a field.
   *
   * @throws IllegalArgumentException if there is none of this name, or the value does not fit
   */
  Instruction set(String name, long value) {
    int[] place = FIELDS.get(name);
    if (place == null || value < 0 || value >= 1L << place[1]) {
      throw new IllegalArgumentException(name + " = " + value);
    }
    word = word.or(BigInteger.valueOf(value).shiftLeft(place[0]));
    return this;
  }

  /** Returns the word, lowest byte first. */
  byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = word.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static Map<String, int[]> readFields() {
    try {
      Map<String, int[]> fields = new HashMap<>();
      Matcher lines = FIELD.matcher(Files.readString(Checkout.library().resolve("dfab_isa.vh")));
      while (lines.find()) {
        int[] place = {Integer.parseInt(lines.group(2)), Integer.parseInt(lines.group(3))};
        fields.put(lines.group(1), place);
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
