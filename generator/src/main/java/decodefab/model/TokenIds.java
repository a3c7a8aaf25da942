package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Token ids in configuration files: one number, or a list where several tokens end a text. */
final class TokenIds {
  private TokenIds() {}

  /** The ids of a value, in file order; faults are noted at {@code fields} and left out. */
  static List<Integer> of(JsonFields fields, String key, JsonNode value, int vocab) {
    List<Integer> ids = new ArrayList<>();
    Iterable<JsonNode> nodes = value.isArray() ? value : List.of(value);
    for (JsonNode node : nodes) {
      boolean whole = node.isIntegralNumber() && node.canConvertToInt();
      if (whole && node.intValue() >= 0 && node.intValue() < vocab) {
        ids.add(node.intValue());
      } else {
        fields.bad(
            "\"" + key + "\" is " + JsonFields.shown(value),
            "a token of the vocabulary: a whole number in 0.." + (vocab - 1));
        break;
      }
    }
    return ids;
  }
}
