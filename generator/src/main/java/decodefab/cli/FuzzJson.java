package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.fuzz.DesignResult;
import decodefab.fuzz.Failure;
import decodefab.fuzz.FileFuzzer;
import decodefab.fuzz.FileKind;
import decodefab.fuzz.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A fuzzing run as the JSON document that {@code generator/JSON.md} describes. */
final class FuzzJson {
  private static final String SCHEMA = "decodefab.fuzz";

  private FuzzJson() {}

  static String text(long seed, Optional<DesignsFuzzed> designs, Optional<FilesFuzzed> files) {
    return JsonDocument.text(
        SCHEMA,
        1,
        json -> {
          json.writeNumberField("seed", seed);
          if (designs.isPresent()) {
            designs(json, designs.get());
          } else {
            json.writeNullField("designs");
          }
          if (files.isPresent()) {
            files(json, files.get());
          } else {
            json.writeNullField("files");
          }
        });
  }

  private static void designs(JsonGenerator json, DesignsFuzzed summary) throws IOException {
    json.writeObjectFieldStart("designs");
    json.writeNumberField("count", summary.results().size());
    json.writeNumberField("passed", summary.passed());
    json.writeNumberField("unfit", summary.unfit());
    json.writeNumberField("failed", summary.failed().size());
    json.writeNumberField("values_compared", summary.values());
    json.writeArrayFieldStart("results");
    for (DesignResult result : summary.results()) {
      result(json, result, summary);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("coverage");
    for (Map.Entry<String, Map<String, Integer>> dimension :
        summary.coverage().counts().entrySet()) {
      counts(json, dimension.getKey(), dimension.getValue());
    }
    json.writeEndObject();
    counts(json, "refused", summary.coverage().refused());
    json.writeEndObject();
  }

  private static void files(JsonGenerator json, FilesFuzzed summary) throws IOException {
    json.writeObjectFieldStart("files");
    json.writeNumberField("count", summary.results().size());
    json.writeNumberField("failed", summary.failed().size());
    json.writeArrayFieldStart("kinds");
    for (FileKind kind : FileKind.values()) {
      json.writeStartObject();
      json.writeStringField("name", kind.fileName());
      json.writeNumberField("count", summary.of(kind));
      json.writeNumberField("accepted", summary.accepted(kind));
      json.writeEndObject();
    }
    json.writeEndArray();
    counts(json, "codes", summary.codes());
    json.writeArrayFieldStart("failures");
    for (Map.Entry<FileFuzzer.Result, Path> failure : summary.failed().entrySet()) {
      json.writeStartObject();
      json.writeNumberField("seed", failure.getKey().file().seed());
      json.writeStringField("message", FuzzText.line(failure.getKey()));
      json.writeStringField("file", failure.getValue().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String key, Map<String, Integer> counts)
      throws IOException {
    json.writeObjectFieldStart(key);
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, DesignResult result, DesignsFuzzed summary)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("seed", result.seed());
    json.writeStringField("design", result.recipe().summary());
    switch (result.verdict()) {
      case Verdict.Passed passed -> {
        json.writeStringField("verdict", "passed");
        json.writeNumberField("values_compared", passed.values());
        json.writeNumberField("cycles", passed.cycles());
      }
      case Verdict.Unfit unfit -> {
        json.writeStringField("verdict", "unfit");
        json.writeStringField("code", unfit.code());
      }
      case Verdict.Failed failed -> {
        Failure failure = failed.failure();
        json.writeStringField("verdict", "failed");
        json.writeStringField("kind", failure.kind().text());
        json.writeStringField("message", failure.message());
        json.writeStringField("again", summary.failed().get(result));
      }
    }
    json.writeEndObject();
  }
}
