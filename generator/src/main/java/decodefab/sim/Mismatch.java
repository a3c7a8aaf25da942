package decodefab.sim;

import java.util.Locale;
import java.util.Objects;

/**
 * The first difference between RTL and golden.
 *
 * @param position position of the token
 * @param token the token
 * @param layer layer, 0 outside the layers
 * @param pc address of the instruction; -1 when only the logits were compared
 * @param operation what the instruction does
 * @param value which value of the graph
 * @param index which element of it
 * @param expected bits that golden computed
 * @param actual bits that the RTL wrote, or empty when it wrote nothing there
 */
public record Mismatch(
    int position,
    int token,
    int layer,
    int pc,
    String operation,
    String value,
    int index,
    int expected,
    java.util.OptionalInt actual) {
  public Mismatch {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(actual, "actual");
  }

  /** One sentence with both values, as numbers and as bits. */
  public String text() {
    String got =
        actual.isPresent() ? describe(actual.getAsInt()) : "nothing (it was never written)";
    return "token %d at position %d, layer %d, %s: %s[%d] is %s in the RTL but %s in golden"
        .formatted(token, position, layer, operation, value, index, got, describe(expected));
  }

  private static String describe(int bits) {
    return String.format(Locale.ROOT, "%s (0x%08x)", Float.intBitsToFloat(bits), bits);
  }
}
