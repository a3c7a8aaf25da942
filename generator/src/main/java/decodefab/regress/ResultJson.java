package decodefab.regress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import decodefab.matrix.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Results as one line of JSON each, and back. */
public final class ResultJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultJson() {}

  /** The object of a result. */
  public static ObjectNode write(JobResult result) {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", result.name());
    root.put("design", result.design());
    root.put("key", result.key());
    root.put("passed", result.passed());
    root.put("from", result.origin().text());
    root.put("seconds", result.seconds());
    ArrayNode stages = root.putArray("stages");
    for (StageResult stage : result.stages()) {
      ObjectNode node = stages.addObject();
      node.put("stage", stage.stage().text());
      node.put("verdict", verdict(stage));
      node.put("seconds", stage.seconds());
      if (stage.failure().isPresent()) {
        node.put("kind", stage.failure().get().kind().text());
        node.put("message", stage.failure().get().message());
        node.put("detail", stage.failure().get().detail());
      }
    }
    Figures figures = result.figures();
    if (figures.tokens() > 0) {
      root.put("tokens", figures.tokens());
      root.put("cycles", figures.cycles());
      root.put("cycles_per_token", figures.cyclesPerToken());
      root.put("values_compared", figures.values());
    }
    if (!figures.area().isEmpty()) {
      ObjectNode area = root.putObject("area");
      figures.area().forEach(area::put);
    }
    ArrayNode bins = root.putArray("bins");
    result.bins().forEach(bins::add);
    return root;
  }

  private static String verdict(StageResult stage) {
    return !stage.ran() ? "skipped" : stage.failure().isPresent() ? "failed" : "passed";
  }

  /**
   * A result as {@link #write} wrote it.
   *
   * @throws IOException where the text is anything else
   */
  static JobResult read(String text) throws IOException {
    JsonNode root = JSON.readTree(text);
    if (root == null || !root.path("stages").isArray() || root.path("stages").isEmpty()) {
      throw new IOException("no result of a job");
    }
    List<StageResult> stages = new ArrayList<>();
    for (JsonNode node : root.path("stages")) {
      stages.add(stage(node));
    }
    Map<String, Double> area = new TreeMap<>();
    root.path("area").properties().forEach(e -> area.put(e.getKey(), e.getValue().asDouble()));
    List<String> bins = new ArrayList<>();
    root.path("bins").forEach(bin -> bins.add(bin.asText()));
    return new JobResult(
        text(root, "name"),
        text(root, "design"),
        text(root, "key"),
        one(Stream.of(JobResult.Origin.values()).filter(o -> o.text().equals(word(root, "from")))),
        stages,
        new Figures(
            root.path("tokens").asInt(),
            root.path("cycles").asLong(),
            root.path("values_compared").asLong(),
            area),
        bins);
  }

  private static StageResult stage(JsonNode node) throws IOException {
    String verdict = text(node, "verdict");
    Optional<Failure> failure = Optional.empty();
    if (verdict.equals("failed")) {
      String kind = word(node, "kind");
      failure =
          Optional.of(
              new Failure(
                  one(Stream.of(FailureKind.values()).filter(k -> k.text().equals(kind))),
                  text(node, "message"),
                  text(node, "detail")));
    }
    return new StageResult(
        one(Stream.of(Stage.values()).filter(s -> s.text().equals(word(node, "stage")))),
        !verdict.equals("skipped"),
        node.path("seconds").asDouble(),
        failure);
  }

  private static <T> T one(Stream<T> found) throws IOException {
    return found.findFirst().orElseThrow(() -> new IOException("a word that is not known"));
  }

  private static String text(JsonNode node, String key) throws IOException {
    if (!node.path(key).isTextual()) {
      throw new IOException(key + " is missing");
    }
    return node.path(key).asText();
  }

  private static String word(JsonNode node, String key) {
    return node.path(key).asText();
  }
}
