package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.cocotb.EnvironmentBuilder;
import decodefab.cocotb.PythonStatus;
import decodefab.diag.InputException;
import decodefab.tool.BuildCache;
import decodefab.tool.PythonPackages;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code doctor} says of Python, which {@code cocotb} runs in and {@code synth} fetches tools
 * with.
 *
 * @param pythons those of the search path
 * @param own the Python that the user named for cocotb
 * @param environment the environment that was made for cocotb
 * @param wheels synthesis tools that can be fetched
 * @param install the command that installs what Python lacks
 */
record PythonReport(
    List<PythonStatus> pythons,
    Optional<String> own,
    Optional<Path> environment,
    List<PythonPackages.Wheel> wheels,
    String install) {
  PythonReport {
    pythons = List.copyOf(pythons);
    wheels = List.copyOf(wheels);
  }

  /** Looks; nothing is installed or fetched. */
  static PythonReport of(
      Surroundings surroundings, ToolFinder finder, ToolInstaller installer, ToolRunner runner)
      throws InputException, ToolException, InterruptedException {
    BuildCache cache = surroundings.cache();
    EnvironmentBuilder builder = new EnvironmentBuilder(finder, installer, runner, cache);
    return new PythonReport(
        builder.pythons(),
        surroundings.variable(EnvironmentBuilder.OWN_PYTHON),
        builder.made(surroundings.templates().resolve(CocotbPython.REQUIREMENTS)),
        new PythonPackages(finder, runner, cache)
            .look(surroundings.synthScripts().resolve("requirements.txt")),
        builder.installCommand() + " python3-pip");
  }

  /** Whether some Python can do all that is asked of one. */
  private boolean complete() {
    return pythons.stream().anyMatch(p -> p.fault().isEmpty() && p.pip());
  }

  String cocotbLines() {
    StringBuilder text = new StringBuilder();
    if (pythons.isEmpty()) {
      text.append(DoctorReport.line("python3", "runs cocotb, fetches tools for synth", "MISSING"));
    }
    for (PythonStatus python : pythons) {
      text.append(
          DoctorReport.line("python3", "runs cocotb, fetches tools for synth", found(python)));
    }
    return text.append(DoctorReport.line("cocotb", "its private environment", environmentText()))
        .toString();
  }

  private static String found(PythonStatus python) {
    String place = python.version() + "  " + python.executable();
    if (python.fault().isPresent()) {
      return "WILL NOT DO: " + place.strip() + " " + python.fault().get();
    }
    return place + (python.pip() ? "" : ", without pip, so that synth cannot fetch tools");
  }

  private String environmentText() {
    if (own.isPresent()) {
      return EnvironmentBuilder.OWN_PYTHON + " names " + own.get();
    }
    return environment
        .map(Path::toString)
        .orElse("not made yet; cocotb makes it from the Python package index, once");
  }

  String wheelLines() {
    StringBuilder text = new StringBuilder();
    for (PythonPackages.Wheel wheel : wheels) {
      String place = wheel.folder().map(Path::toString).orElse("not fetched yet");
      text.append("  %-59s %s%n".formatted(wheel.requirement(), place));
    }
    return text.toString();
  }

  String advice() {
    return complete() ? "" : "\nFor cocotb and synth:   " + install;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("python");
    for (PythonStatus python : pythons) {
      json.writeStartObject();
      json.writeStringField("path", python.executable().toString());
      json.writeStringField("version", python.version());
      json.writeBooleanField("environments", python.environments());
      json.writeBooleanField("shared_library", python.library());
      json.writeBooleanField("pip", python.pip());
      if (python.fault().isPresent()) {
        json.writeStringField("reason", python.fault().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("cocotb");
    json.writeStringField(
        "status", own.isPresent() ? "named" : environment.isPresent() ? "made" : "not_made");
    Optional<String> place = own.isPresent() ? own : environment.map(Path::toString);
    if (place.isPresent()) {
      json.writeStringField("path", place.get());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("wheels");
    for (PythonPackages.Wheel wheel : wheels) {
      json.writeStartObject();
      json.writeStringField("requirement", wheel.requirement());
      json.writeStringField("status", wheel.folder().isPresent() ? "fetched" : "not_fetched");
      if (wheel.folder().isPresent()) {
        json.writeStringField("path", wheel.folder().get().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!complete()) {
      json.writeStringField("install_python", install);
    }
  }
}
