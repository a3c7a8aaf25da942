package decodefab.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Operations that an inline model may name; those that the fabric lacks are known but refused. */
enum Operation {
  ATTENTION("heads", "kv_heads rope"),
  SWIGLU("hidden", ""),
  RMSNORM("", ""),
  LINEAR("", ""),
  LAYERNORM,
  GELU,
  SILU,
  RELU,
  GEGLU,
  MLP,
  MOE,
  MAMBA,
  CONV,
  SOFTMAX;

  private final String required;
  private final String optional;
  private final boolean built;

  Operation() {
    this.required = "";
    this.optional = "";
    this.built = false;
  }

  Operation(String required, String optional) {
    this.required = required;
    this.optional = optional;
    this.built = true;
  }

  static Optional<Operation> find(String name) {
    return Arrays.stream(values()).filter(o -> o.text().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Operation::text).toList();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Numbers it cannot do without. */
  List<String> required() {
    return words(required);
  }

  /** Numbers that have a default. */
  List<String> optional() {
    return words(optional);
  }

  /** Whether the fabric has it. */
  boolean built() {
    return built;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }
}
