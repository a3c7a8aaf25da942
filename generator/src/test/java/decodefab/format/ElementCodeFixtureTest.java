package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every code of the element types that ml_dtypes knows, and where it rounds to. */
class ElementCodeFixtureTest {
  @Test
  void codesStandForWhatTheLibrarySays() throws Exception {
    JsonNode elements = Fixtures.read("elements");
    int checked = 0;
    for (String name : Fixtures.ELEMENTS.keySet()) {
      ElementCode code = Fixtures.ELEMENTS.get(name);
      List<Float> values = Fixtures.floats(elements.get(name).get("values"));
      assertThat(code.codes()).as(name).isEqualTo(values.size());
      for (int c = 0; c < values.size(); c++) {
        String what = name + " code " + c;
        assertThat(code.isNumber(c)).as(what).isEqualTo(!values.get(c).isNaN());
        if (code.isNumber(c)) {
          assertThat(code.element(c)).as(what).isEqualTo(values.get(c) + 0.0);
        }
        checked++;
      }
    }
    assertThat(checked).isEqualTo(4 + 16 + 16 + 64 + 64 + 256 + 256);
  }

  @Test
  void roundsAsTheLibraryDoes() throws Exception {
    JsonNode elements = Fixtures.read("elements");
    int checked = 0;
    for (String name : Fixtures.ELEMENTS.keySet()) {
      ElementCode code = Fixtures.ELEMENTS.get(name);
      for (JsonNode pair : elements.get(name).get("rounded")) {
        float input = Float.intBitsToFloat(pair.get(0).numberValue().intValue());
        assertThat(code.encode(input))
            .as("%s of %s", name, input)
            .isEqualTo(pair.get(1).intValue());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(1000);
  }
}
