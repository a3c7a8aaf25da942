package decodefab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import decodefab.regress.JobResult;
import decodefab.regress.ResultJson;
import java.util.Map;

/** A regression for machines. */
final class RegressJson {
  private static final String SCHEMA = "decodefab.regress";

  private RegressJson() {}

  static String text(RegressSummary summary) {
    return JsonDocument.text(
        SCHEMA,
        1,
        json -> {
          json.setCodec(new ObjectMapper());
          json.writeNumberField("count", summary.results().size());
          json.writeNumberField("failed", summary.failed().size());
          json.writeNumberField("reused", summary.from(JobResult.Origin.CACHE));
          json.writeNumberField("resumed", summary.from(JobResult.Origin.RESUMED));
          json.writeNumberField("wall_seconds", summary.seconds());
          Map<String, Integer> counts = CoverageText.counts(summary.results());
          json.writeObjectFieldStart("coverage");
          json.writeNumberField("bins", counts.size());
          json.writeNumberField("hit", counts.size() - CoverageText.holes(counts).size());
          json.writeArrayFieldStart("holes");
          for (String hole : CoverageText.holes(counts)) {
            json.writeString(hole);
          }
          json.writeEndArray();
          json.writeEndObject();
          if (summary.code().isPresent()) {
            CodeCoverageText.write(summary.code().get(), json);
          }
          json.writeArrayFieldStart("jobs");
          for (JobResult result : summary.results()) {
            ObjectNode node = ResultJson.write(result);
            node.put("logs", summary.logs(result).toString());
            node.put("again", summary.reproduce().apply(result));
            json.writeTree(node);
          }
          json.writeEndArray();
        });
  }
}
