package decodefab.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.design.FloatElement;
import decodefab.design.IntElement;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What other libraries say about the formats; made by {@code make_format_fixtures.py}. */
final class Fixtures {
  /** The element types of the fixtures. */
  static final Map<String, ElementCode> ELEMENTS =
      Map.of(
          "int(2)", ElementCodes.of(new IntElement(2)),
          "int(4)", ElementCodes.of(new IntElement(4)),
          "float(2, 1)", ElementCodes.of(new FloatElement(2, 1)),
          "float(2, 3)", ElementCodes.of(new FloatElement(2, 3)),
          "float(3, 2)", ElementCodes.of(new FloatElement(3, 2)),
          "float(4, 3)", ElementCodes.of(new FloatElement(4, 3)),
          "float(5, 2)", ElementCodes.of(new FloatElement(5, 2)));

  private Fixtures() {}

  static JsonNode read(String name) throws IOException {
    try (InputStream file = Fixtures.class.getResourceAsStream("/formats/" + name + ".json")) {
      return new ObjectMapper().readTree(file);
    }
  }

  /** Binary32 numbers; those that are none as NaN. */
  static List<Float> floats(JsonNode bits) {
    List<Float> floats = new ArrayList<>();
    bits.forEach(
        b -> floats.add(b.isNull() ? Float.NaN : Float.intBitsToFloat(b.numberValue().intValue())));
    return floats;
  }
}
