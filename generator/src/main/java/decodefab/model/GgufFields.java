package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typed access to the metadata of a GGUF file that notes what is wrong instead of stopping, as
 * {@link JsonFields} does for JSON: after a fault the getters return a legal stand-in, and {@link
 * #finish} then refuses the whole.
 */
final class GgufFields {
  private final MappedFile file;
  private final Map<String, GgufValue> values;
  private final List<Diagnostic> problems = new ArrayList<>();

  GgufFields(MappedFile file, Map<String, GgufValue> values) {
    this.file = file;
    this.values = values;
  }

  /** The value of a key. */
  Optional<GgufValue> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A whole number that must be there. */
  int integer(String key, int low, int high) {
    if (find(key).isEmpty()) {
      bad("\"" + key + "\" is missing", "a whole number in " + low + ".." + high);
    }
    return integerOr(key, low, low, high);
  }

  /** A whole number, or the default where the key is absent. */
  int integerOr(String key, int fallback, int low, int high) {
    Optional<GgufValue> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof GgufValue.Whole w && w.value() >= low && w.value() <= high) {
      return (int) w.value();
    }
    bad(shown(key), "a whole number in " + low + ".." + high);
    return low;
  }

  /** A finite number above 0, or the default where the key is absent. */
  double positiveOr(String key, double fallback) {
    Optional<GgufValue> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof GgufValue.Real r && Double.isFinite(r.value()) && r.value() > 0) {
      float narrow = (float) r.value();
      // The shortest decimal of a float32 is what was meant: 1e-5, not 9.99999974e-6.
      return narrow == r.value() ? Double.parseDouble(Float.toString(narrow)) : r.value();
    }
    bad(shown(key), "a finite number above 0");
    return fallback;
  }

  /** A truth value, or the default where the key is absent. */
  boolean truthOr(String key, boolean fallback) {
    Optional<GgufValue> value = find(key);
    if (value.isPresent() && !(value.get() instanceof GgufValue.Truth)) {
      bad(shown(key), "true or false");
    }
    return (value.isPresent() && value.get() instanceof GgufValue.Truth t) ? t.value() : fallback;
  }

  /** A text, or the default where the key is absent. */
  String textOr(String key, String fallback) {
    Optional<GgufValue> value = find(key);
    if (value.isPresent() && !(value.get() instanceof GgufValue.Text)) {
      bad(shown(key), "a text");
    }
    return (value.isPresent() && value.get() instanceof GgufValue.Text t) ? t.value() : fallback;
  }

  /**
   * A list; none where the key is absent or the list has another type or more than so many
   * elements.
   *
   * @param type of its elements
   */
  private Optional<GgufValue.Items> items(String key, GgufType type, int most) {
    Optional<GgufValue> value = find(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof GgufValue.Items i && i.type() == type && i.count() <= most) {
      return Optional.of(i);
    }
    bad(shown(key), "a list of at most " + most + " x " + type);
    return Optional.empty();
  }

  /** A list of texts, each of at most so many bytes; empty where the key is absent. */
  List<String> texts(String key, int most, int mostBytes) throws InputException {
    List<String> texts = new ArrayList<>();
    Optional<GgufValue.Items> items = items(key, GgufType.STRING, most);
    if (items.isPresent()) {
      GgufCursor cursor = new GgufCursor(file, items.get().offset());
      for (long i = 0; i < items.get().count(); i++) {
        texts.add(cursor.text(key, mostBytes));
      }
    }
    return texts;
  }

  /** A list of whole numbers of 32 bits; empty where the key is absent. */
  int[] integers(String key, int most) throws InputException {
    Optional<GgufValue.Items> items = items(key, GgufType.INT32, most);
    int[] numbers = new int[items.map(i -> (int) i.count()).orElse(0)];
    if (items.isPresent()) {
      file.bits(Integer.BYTES, items.get().offset(), numbers, numbers.length);
    }
    return numbers;
  }

  /** A list of float32; empty where the key is absent. */
  float[] floats(String key, int most) throws InputException {
    Optional<GgufValue.Items> items = items(key, GgufType.FLOAT32, most);
    float[] numbers = new float[items.map(i -> (int) i.count()).orElse(0)];
    if (items.isPresent()) {
      file.floats(FloatType.F32, items.get().offset(), numbers, numbers.length);
    }
    return numbers;
  }

  /** A key and its value, as messages quote them. */
  String shown(String key) {
    return "\"" + key + "\" is " + find(key).map(GgufValue::shown).orElse("missing");
  }

  /** Notes a missing or wrong value. */
  void bad(String message, String help) {
    note(ModelCode.BAD_VALUE, message, help);
  }

  /** Notes a fault of any kind. */
  void note(ModelCode code, String message, String help) {
    problems.add(code.diagnostic(file.name() + ": " + message, help));
  }

  /** Refuses the file when anything was noted. */
  void finish() throws InputException {
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }
}
