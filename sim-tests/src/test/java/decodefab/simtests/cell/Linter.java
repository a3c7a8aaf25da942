package decodefab.simtests.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs one Verilog file through a tool's checks, with the modules it instantiates found in the
 * library. A clean file gives exit status 0 and no output at all.
 */
public final class Linter {

  private Linter() {}

  /**
   * Lints a file whose module has the file's name.
   *
   * @param parameters Verilog literals by parameter name; the others keep their defaults
   */
  public static ToolRun lint(Tool tool, Path file, Map<String, String> parameters) {
    String name = String.valueOf(file.getFileName());
    String top = name.substring(0, name.length() - ".v".length());
    return tool.call(
        Checkout.library(),
        switch (tool) {
          case VERILATOR -> verilator(top, file, parameters);
          case IVERILOG -> iverilog(top, file, parameters);
          case YOSYS -> yosys(top, file, parameters);
        });
  }

  private static List<String> verilator(String top, Path file, Map<String, String> parameters) {
    List<String> line = new ArrayList<>(List.of("--lint-only", "-Wall", "--top-module", top));
    line.addAll(List.of("--language", "1364-2005"));
    parameters.forEach((name, value) -> line.add("-G" + name + "=" + value));
    line.addAll(List.of("-y", Checkout.library().toString(), file.toString()));
    return line;
  }

  private static List<String> iverilog(String top, Path file, Map<String, String> parameters) {
    List<String> line = new ArrayList<>(List.of("-g2005", "-Wall", "-s", top, "-t", "null"));
    parameters.forEach((name, value) -> line.add("-P" + top + "." + name + "=" + value));
    line.addAll(List.of("-y", Checkout.library().toString(), file.toString()));
    return line;
  }

  private static List<String> yosys(String top, Path file, Map<String, String> parameters) {
    StringBuilder script = new StringBuilder("read_verilog \"" + file + "\"; ");
    if (!parameters.isEmpty()) {
      // All in one go: a setting that only is right together with the next must not be tried alone.
      script.append("chparam");
      parameters.forEach((name, value) -> script.append(" -set %s %s".formatted(name, value)));
      script.append(" ").append(top).append("; ");
    }
    // The tool runs in the library's folder; this option does not take a quoted path.
    script.append("hierarchy -check -libdir . -top ").append(top);
    script.append("; proc; check -assert");
    return List.of("-q", "-p", script.toString());
  }
}
