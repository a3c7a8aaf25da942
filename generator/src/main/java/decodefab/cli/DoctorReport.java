package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.tool.ExternalTool;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolStatus;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code doctor} found, as text and as JSON.
 *
 * @param required what {@code run} cannot do without
 * @param traces what only {@code --trace} uses
 * @param tests what only the tests use
 * @param routing what {@code synth --pnr} uses
 * @param python what {@code cocotb} and {@code synth} use
 * @param installer knows the command that installs what is missing
 */
record DoctorReport(
    List<ToolStatus> required,
    List<ToolStatus> traces,
    List<ToolStatus> tests,
    List<ToolStatus> routing,
    PythonReport python,
    ToolInstaller installer) {
  DoctorReport {
    required = List.copyOf(required);
    traces = List.copyOf(traces);
    tests = List.copyOf(tests);
    routing = List.copyOf(routing);
  }

  /** Whether all that {@code run} needs is there. */
  boolean healthy() {
    return required.stream().allMatch(ToolStatus.Ready.class::isInstance);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("decodefab ").append(ProgramVersion.text());
    text.append(" on Java ").append(Runtime.version().feature()).append("\n\n");
    text.append("Needed by run and simulate\n").append(lines(required));
    text.append("\nNeeded by --trace only\n").append(lines(traces));
    text.append("\nNeeded by the tests only\n").append(lines(tests));
    text.append("\nNeeded by cocotb only\n").append(python.cocotbLines());
    text.append(
        "\nUsed by synth, which fetches a wheel for each that is missing (--wheels: always)\n");
    text.append(lines(routing)).append(python.wheelLines());
    text.append(advice("\nTo run, install with:   ", required));
    text.append(advice("\nTo trace, install with: ", traces));
    text.append(advice("\nTo test, install with:  ", tests));
    text.append(python.advice());
    return text.toString().stripTrailing();
  }

  String json() {
    return JsonDocument.text(
        "decodefab.doctor",
        1,
        json -> {
          json.writeStringField("decodefab", ProgramVersion.text());
          json.writeStringField("java", Runtime.version().toString());
          json.writeBooleanField("healthy", healthy());
          json.writeArrayFieldStart("tools");
          for (ToolStatus status : required) {
            writeTool(json, status, true);
          }
          for (ToolStatus status : traces) {
            writeTool(json, status, false);
          }
          for (ToolStatus status : tests) {
            writeTool(json, status, false);
          }
          for (ToolStatus status : routing) {
            writeTool(json, status, false);
          }
          json.writeEndArray();
          python.write(json);
        });
  }

  private void writeTool(JsonGenerator json, ToolStatus status, boolean isRequired)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", status.tool().name());
    json.writeBooleanField("required", isRequired);
    json.writeStringField("oldest", status.tool().oldest().text());
    switch (status) {
      case ToolStatus.Ready ready -> {
        json.writeStringField("status", "ready");
        json.writeStringField("version", ready.version().text());
        json.writeStringField("path", ready.executable().toString());
      }
      case ToolStatus.TooOld old -> {
        json.writeStringField("status", "too_old");
        json.writeStringField("version", old.version().text());
        json.writeStringField("path", old.executable().toString());
      }
      case ToolStatus.Broken broken -> {
        json.writeStringField("status", "broken");
        json.writeStringField("reason", broken.reason());
        json.writeStringField("path", broken.executable().toString());
      }
      case ToolStatus.Missing missing -> json.writeStringField("status", "missing");
    }
    if (!(status instanceof ToolStatus.Ready)) {
      json.writeStringField("install", installer.command(List.of(status.tool())));
    }
    json.writeEndObject();
  }

  private String advice(String title, List<ToolStatus> group) {
    List<ExternalTool> wanting = wanting(group);
    return wanting.isEmpty() ? "" : title + installer.command(wanting);
  }

  private static List<ExternalTool> wanting(List<ToolStatus> group) {
    return group.stream()
        .filter(status -> !(status instanceof ToolStatus.Ready))
        .map(ToolStatus::tool)
        .toList();
  }

  private static String lines(List<ToolStatus> group) {
    return group.stream().map(DoctorReport::line).collect(Collectors.joining());
  }

  private static String line(ToolStatus status) {
    ExternalTool tool = status.tool();
    String found =
        switch (status) {
          case ToolStatus.Ready ready -> ready.version() + "  " + ready.executable();
          case ToolStatus.TooOld old ->
              "TOO OLD: " + old.version() + " at " + old.executable() + "; " + oldest(tool);
          case ToolStatus.Broken broken ->
              "BROKEN: " + broken.executable() + ": " + broken.reason();
          case ToolStatus.Missing missing -> "MISSING; " + oldest(tool);
        };
    return line(tool.name(), tool.purpose(), found);
  }

  /** A line of the text: what, what for, and what was found of it. */
  static String line(String name, String purpose, String found) {
    return "  %-13s %-45s %s%n".formatted(name, purpose, found);
  }

  private static String oldest(ExternalTool tool) {
    return tool.oldest() + " or newer is needed";
  }
}
