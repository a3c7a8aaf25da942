package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.cocotb.Bench;
import decodefab.cocotb.CocotbResults;
import decodefab.cocotb.TestCase;
import decodefab.cocotb.TestCase.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What cocotb tests came to, for a person and as {@code generator/JSON.md} describes it.
 *
 * @param design the design's name
 * @param bench what they ran on
 * @param seed of their random numbers
 * @param results what the results file says
 */
record CocotbReport(String design, Bench bench, long seed, CocotbResults results) {
  private static final String SCHEMA = "decodefab.cocotb";

  /**
   * A line for each test and one for all.
   *
   * @param folder the generated design
   */
  String text(Path folder) {
    StringBuilder text = new StringBuilder();
    for (TestCase test : results.tests()) {
      text.append(
          "%-8s %s.%s  %.1f s, %,.0f ns%n"
              .formatted(
                  name(test.status()),
                  test.module(),
                  test.name(),
                  test.seconds(),
                  test.simulatedNs()));
      if (!test.message().isEmpty()) {
        text.append("         ").append(test.message().lines().findFirst().orElse("")).append('\n');
      }
    }
    text.append(
        "%s on %s %s, seed %d: %d passed, %d failed, %d skipped%n"
            .formatted(
                design,
                bench.simulator().text(),
                bench.version(),
                seed,
                results.count(Status.PASSED),
                results.count(Status.FAILED),
                results.count(Status.SKIPPED)));
    text.append("log and results in ").append(folder.resolve("sim").resolve("cocotb"));
    return text.toString();
  }

  String json() {
    return JsonDocument.text(
        SCHEMA,
        1,
        json -> {
          json.writeStringField("design", design);
          json.writeStringField("simulator", bench.simulator().text());
          json.writeStringField("simulator_version", bench.version().toString());
          json.writeNumberField("build_seconds", bench.buildSeconds());
          json.writeNumberField("seed", seed);
          json.writeBooleanField("passed", results.passed());
          json.writeArrayFieldStart("tests");
          for (TestCase test : results.tests()) {
            test(json, test);
          }
          json.writeEndArray();
        });
  }

  private static void test(JsonGenerator json, TestCase test) throws IOException {
    json.writeStartObject();
    json.writeStringField("module", test.module());
    json.writeStringField("name", test.name());
    json.writeStringField("status", name(test.status()));
    json.writeStringField("message", test.message());
    json.writeNumberField("simulated_ns", test.simulatedNs());
    json.writeNumberField("seconds", test.seconds());
    json.writeEndObject();
  }

  private static String name(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
