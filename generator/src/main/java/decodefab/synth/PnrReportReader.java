package decodefab.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the report that nextpnr writes with {@code --report}. */
final class PnrReportReader {
  private PnrReportReader() {}

  /**
   * The report of a file.
   *
   * @throws IOException where it cannot be read, or names no clock
   */
  static PnrReport read(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    JsonNode slowest = null;
    for (JsonNode clock : root.path("fmax")) {
      if (slowest == null
          || clock.path("achieved").asDouble() < slowest.path("achieved").asDouble()) {
        slowest = clock;
      }
    }
    if (slowest == null) {
      throw new IOException(file.getFileName() + " names no clock");
    }
    Map<String, PnrReport.Use> used = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("utilization").properties()) {
      JsonNode use = entry.getValue();
      used.put(
          entry.getKey(),
          new PnrReport.Use(use.path("used").asLong(), use.path("available").asLong()));
    }
    return new PnrReport(
        slowest.path("achieved").asDouble(),
        slowest.path("constraint").asDouble(),
        path(root.path("critical_paths")),
        used);
  }

  /** The slowest of the paths that begin and end at a clock; those of the pins are no limit. */
  private static List<PnrReport.Step> path(JsonNode paths) {
    List<PnrReport.Step> slowest = List.of();
    double longest = -1;
    for (JsonNode path : paths) {
      if (!clocked(path.path("from")) || !clocked(path.path("to"))) {
        continue;
      }
      List<PnrReport.Step> steps = new ArrayList<>();
      for (JsonNode step : path.path("path")) {
        steps.add(
            new PnrReport.Step(
                step.path("type").asText(),
                step.path("delay").asDouble(),
                step.path("from").path("cell").asText(),
                step.path("to").path("cell").asText()));
      }
      double length = steps.stream().mapToDouble(PnrReport.Step::delayNs).sum();
      if (length > longest) {
        longest = length;
        slowest = steps;
      }
    }
    return slowest;
  }

  private static boolean clocked(JsonNode end) {
    return end.asText().startsWith("posedge") || end.asText().startsWith("negedge");
  }
}
