package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolProbe;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which external programs are there, and how to get those that are not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Show the tools that were found, their versions, and what installs the missing ones; what"
            + " cocotb and synth need of Python, too.",
    footer = {
      "",
      "Exit codes: 0 all that run needs is there, 3 something of that is missing, too old or"
          + " broken."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;

  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    ToolRunner runner = new ToolRunner();
    ToolFinder finder = new ToolFinder(surroundings.variable("PATH").orElse(""));
    ToolProbe probe = new ToolProbe(finder, runner);
    List<ToolStatus> required = probeAll(probe, KnownTools.FOR_SIMULATION);
    List<ToolStatus> traces = probeAll(probe, KnownTools.FOR_TRACES);
    List<ToolStatus> tests = probeAll(probe, KnownTools.FOR_TESTS);
    List<ToolStatus> routing = probeAll(probe, KnownTools.FOR_ROUTING);
    ToolInstaller installer = new ToolInstaller(finder, runner, ToolInstaller.runsAsRoot());
    PythonReport python = PythonReport.of(surroundings, finder, installer, runner);
    DoctorReport report = new DoctorReport(required, traces, tests, routing, python, installer);
    common.out(surroundings).result(json.wanted() ? report.json() : report.text());
    return report.healthy() ? ExitCode.FINE : ExitCode.TOOL;
  }

  private static List<ToolStatus> probeAll(ToolProbe probe, List<ExternalTool> tools)
      throws InterruptedException {
    List<ToolStatus> found = new ArrayList<>();
    for (ExternalTool tool : tools) {
      found.add(probe.probe(tool));
    }
    return found;
  }
}
