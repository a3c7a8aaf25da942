package decodefab.cli;

import decodefab.tool.ExternalTool;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolProbe;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import decodefab.tool.Toolbox;
import java.util.Collection;
import java.util.Map;

/** Finds external programs, and installs missing ones where that needs no password. */
final class SimulationTools {
  private SimulationTools() {}

  static Map<ExternalTool, ToolStatus.Ready> require(
      Collection<ExternalTool> tools, Surroundings surroundings, ToolRunner runner, Out out)
      throws ToolException, InterruptedException {
    ToolFinder finder = new ToolFinder(surroundings.variable("PATH").orElse(""));
    ToolInstaller installer = new ToolInstaller(finder, runner, ToolInstaller.runsAsRoot());
    return new Toolbox(new ToolProbe(finder, runner), installer, true).require(tools, out::note);
  }
}
