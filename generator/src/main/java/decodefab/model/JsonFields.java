package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Typed access to one JSON object that notes what is wrong instead of stopping, so that a user sees
 * all faults of a file at once. After a fault the getters return a legal stand-in; {@link #finish}
 * then refuses the whole.
 */
final class JsonFields {
  private final JsonNode object;
  private final String where;
  private final List<Diagnostic> problems = new ArrayList<>();

  /**
   * Wraps an object.
   *
   * @param where how messages call it, such as {@code config.json}
   */
  JsonFields(JsonNode object, String where) {
    this.object = object;
    this.where = where;
  }

  /** The value of a key; empty when it is absent or {@code null}. */
  Optional<JsonNode> find(String key) {
    JsonNode value = object.get(key);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /** Whether the key is there at all, even as {@code null}. */
  boolean has(String key) {
    return object.has(key);
  }

  /** A whole number that must be there. */
  int integer(String key, int low, int high) {
    Optional<JsonNode> value = find(key);
    if (value.isEmpty()) {
      bad("\"" + key + "\" is missing", "a whole number in " + low + ".." + high);
      return low;
    }
    return integer(key, value.get(), low, high);
  }

  /** A whole number, or the default where the key is absent. */
  int integerOr(String key, int fallback, int low, int high) {
    return find(key).map(v -> integer(key, v, low, high)).orElse(fallback);
  }

  private int integer(String key, JsonNode value, int low, int high) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < low
        || value.intValue() > high) {
      bad("\"" + key + "\" is " + shown(value), "a whole number in " + low + ".." + high);
      return low;
    }
    return value.intValue();
  }

  /** A finite number above 0, or the default where the key is absent. */
  double positiveOr(String key, double fallback) {
    Optional<JsonNode> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    double number = value.get().isNumber() ? value.get().doubleValue() : Double.NaN;
    if (!Double.isFinite(number) || number <= 0) {
      bad("\"" + key + "\" is " + shown(value.get()), "a finite number above 0");
      return fallback;
    }
    return number;
  }

  /** A truth value, or the default where the key is absent. */
  boolean truthOr(String key, boolean fallback) {
    Optional<JsonNode> value = find(key);
    if (value.isPresent() && !value.get().isBoolean()) {
      bad("\"" + key + "\" is " + shown(value.get()), "true or false");
      return fallback;
    }
    return value.map(JsonNode::booleanValue).orElse(fallback);
  }

  /** A string, or the default where the key is absent. */
  String textOr(String key, String fallback) {
    Optional<JsonNode> value = find(key);
    if (value.isPresent() && !value.get().isTextual()) {
      bad("\"" + key + "\" is " + shown(value.get()), "a string");
      return fallback;
    }
    return value.map(JsonNode::textValue).orElse(fallback);
  }

  /** Notes a missing or wrong value. */
  void bad(String message, String help) {
    note(ModelCode.BAD_VALUE, message, help);
  }

  /** Notes a fault of any kind. */
  void note(ModelCode code, String message, String help) {
    problems.add(code.diagnostic(where + ": " + message, help));
  }

  /** Whether nothing was noted. */
  boolean sound() {
    return problems.isEmpty();
  }

  /** Refuses the object when anything was noted. */
  void finish() throws InputException {
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  /** A value as messages quote it: at most 40 characters. */
  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
