package decodefab.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.plan.HardwarePlan;
import decodefab.tech.TechLibrary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateOutputTest {
  private static final TechLibrary TECH = TechLibrary.load();

  @Test
  void textIsTheSameForTheSameDesignAndNamesEveryOperation() {
    String text = EstimateText.print(Estimator.estimate(Plans.offChip(""), TECH, 127));

    assertThat(EstimateText.print(Estimator.estimate(Plans.offChip(""), TECH, 127)))
        .isEqualTo(text);
    assertThat(text)
        .contains("multiply lm_head", "scores of kv head *", "store keys", "memory ddr")
        .contains("instead", "lanes 64 (8 x 8)", "limited by")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void jsonHasTheKeysThatAMeasurementHasToo() {
    HardwarePlan plan = Plans.offChip("");
    JsonNode estimated = json(EstimateJson.of(Estimator.estimate(plan, TECH, 127)));
    MeasuredCounts counts =
        new MeasuredCounts(
            127,
            12000,
            List.of(new MeasuredCounts.TierBytes("ddr", false, 1000, 10, 96)),
            List.of(new MeasuredCounts.EngineCycles("matvec", 4000, 5)));
    PowerFigures power = MeasuredPower.of(plan, TECH, counts);
    JsonNode measured = json(EstimateJson.of(plan, counts, power));

    for (JsonNode side : List.of(estimated, measured)) {
      for (String key :
          List.of("cycles_per_token", "tokens_per_second", "power_w", "tokens_per_joule")) {
        assertThat(side.at("/" + key + "/value").isNumber()).as(key).isTrue();
      }
      JsonNode tier = side.at("/tiers/0");
      assertThat(tier.get("name").asText()).isEqualTo("ddr");
      assertThat(tier.at("/bytes_read_per_token/value").isNumber()).isTrue();
      assertThat(tier.at("/bytes_written_per_token/value").isNumber()).isTrue();
      assertThat(tier.at("/bandwidth_utilization/value").isNumber()).isTrue();
      assertThat(side.at("/engines/0/busy/value").isNumber()).isTrue();
      assertThat(side.at("/engines/0/stalled/value").isNumber()).isTrue();
    }
    for (String resource : List.of("lut", "ff", "dsp", "bram36", "uram")) {
      assertThat(estimated.at("/area/" + resource + "/value").isNumber()).as(resource).isTrue();
    }
    assertThat(measured.at("/cycles_per_token/method").asText()).isEqualTo("rtl");
    assertThat(estimated.at("/tiers/1/name").asText()).isEqualTo("bram");
    assertThat(estimated.at("/tiers/1/bandwidth_utilization/value").asDouble()).isBetween(0.0, 1.0);
  }

  private static JsonNode json(Map<String, Object> map) {
    return new ObjectMapper().valueToTree(map);
  }
}
