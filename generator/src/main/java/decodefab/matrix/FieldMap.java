package decodefab.matrix;

import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keys with values of which the keys are known; what is of another kind is reported and absent. */
final class FieldMap {
  private final Map<String, YamlNode> fields = new TreeMap<>();
  private final Reporter reporter;

  private FieldMap(Reporter reporter) {
    this.reporter = reporter;
  }

  /**
   * The fields of a node.
   *
   * @param known all keys that there are
   * @param what whose keys they are, for a message
   */
  static FieldMap of(YamlNode node, Set<String> known, String what, Reporter reporter) {
    FieldMap map = new FieldMap(reporter);
    if (!(node instanceof YamlNode.Fields written)) {
      map.report(
          node.span(),
          what + " is keys with values, not " + node.kind(),
          "keys: " + String.join(", ", new TreeSet<>(known)));
      return map;
    }
    for (YamlNode.Field field : written.fields()) {
      if (known.contains(field.key().text())) {
        map.fields.put(field.key().text(), field.value());
      } else {
        map.report(
            field.key().span(),
            what + " has no key `" + field.key().text() + "`",
            Nearest.help(field.key().text(), new TreeSet<>(known), "key"));
      }
    }
    return map;
  }

  /** Where the value of a key stands. */
  Optional<Span> place(String key) {
    return Optional.ofNullable(fields.get(key)).map(YamlNode::span);
  }

  Optional<YamlNode> node(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  Optional<YamlNode.Scalar> scalar(String key) {
    YamlNode node = fields.get(key);
    if (node == null || node instanceof YamlNode.Scalar) {
      return Optional.ofNullable((YamlNode.Scalar) node);
    }
    report(node.span(), "`" + key + "` is a single value, not " + node.kind(), "write one value");
    return Optional.empty();
  }

  /** The items of a list; none where the key is missing. */
  List<YamlNode> items(String key) {
    YamlNode node = fields.get(key);
    if (node instanceof YamlNode.Items list) {
      return list.items();
    }
    if (node != null) {
      report(node.span(), "`" + key + "` is a list, not " + node.kind(), "write such as: [a, b]");
    }
    return List.of();
  }

  Optional<Long> number(String key, long least, long most) {
    return scalar(key).flatMap(value -> number(value, key, least, most));
  }

  /** A whole number within bounds. */
  Optional<Long> number(YamlNode.Scalar value, String key, long least, long most) {
    if (value.text().matches("[0-9]{1,18}")) {
      long number = Long.parseLong(value.text());
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    }
    report(
        value.span(),
        "`" + key + "` is a whole number, not `" + value.text() + "`",
        "from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most));
    return Optional.empty();
  }

  /** Reports a value. */
  void report(Span span, String message, String help) {
    reporter.report(MatrixCode.MALFORMED.at(span, message, help));
  }
}
