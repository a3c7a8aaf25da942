package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scale types against numpy and ml_dtypes. */
class ScaleCodeFixtureTest {
  private static final Map<String, ScaleCode> TYPES =
      Map.of(
          "e8m0", ScaleCode.E8M0,
          "e4m3", ScaleCode.E4M3,
          "f16", ScaleCode.F16,
          "bf16", ScaleCode.BF16);

  @Test
  void codesStandForWhatTheLibrarySays() throws Exception {
    JsonNode scales = Fixtures.read("scales");
    int checked = 0;
    for (Map.Entry<String, ScaleCode> type : TYPES.entrySet()) {
      JsonNode fixture = scales.get(type.getKey());
      List<Float> values = Fixtures.floats(fixture.get("values"));
      for (int i = 0; i < values.size(); i++) {
        int code = fixture.has("codes") ? fixture.get("codes").get(i).intValue() : i;
        String what = type.getKey() + " code " + code;
        assertThat(type.getValue().isNumber(code)).as(what).isEqualTo(!values.get(i).isNaN());
        if (!values.get(i).isNaN()) {
          assertThat(type.getValue().value(code)).as(what).isEqualTo(values.get(i));
        }
        checked++;
      }
    }
    assertThat(checked).isEqualTo(256 + 128 + 2 * 676);
  }

  @Test
  void roundsAsTheLibraryDoes() throws Exception {
    JsonNode scales = Fixtures.read("scales");
    int checked = 0;
    for (Map.Entry<String, ScaleCode> type : TYPES.entrySet()) {
      for (JsonNode pair : scales.get(type.getKey()).get("rounded")) {
        float input = Float.intBitsToFloat(pair.get(0).numberValue().intValue());
        assertThat(type.getValue().encode(input))
            .as("%s of %s", type.getKey(), input)
            .hasValue(pair.get(1).intValue());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(800);
  }
}
