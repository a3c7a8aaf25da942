package decodefab.cli;

import decodefab.cocotb.EnvironmentBuilder;
import decodefab.cocotb.PythonEnvironment;
import decodefab.diag.InputException;
import decodefab.tool.BuildCache;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a Python with cocotb: the user's own, or decodefab's, which is made where it is not. */
final class CocotbPython {
  /** The pinned list, in the folder of templates. */
  static final String REQUIREMENTS = "sim/cocotb/requirements.txt";

  private CocotbPython() {}

  static PythonEnvironment find(
      Surroundings surroundings, ToolRunner runner, BuildCache cache, Out out)
      throws InputException, ToolException, InterruptedException {
    ToolFinder finder = new ToolFinder(surroundings.variable("PATH").orElse(""));
    ToolInstaller installer = new ToolInstaller(finder, runner, ToolInstaller.runsAsRoot());
    EnvironmentBuilder builder = new EnvironmentBuilder(finder, installer, runner, cache);
    Optional<String> own = surroundings.variable(EnvironmentBuilder.OWN_PYTHON);
    return own.isPresent()
        ? builder.of(surroundings.resolve(Path.of(own.get())).toAbsolutePath())
        : builder.build(surroundings.templates().resolve(REQUIREMENTS), out::note);
  }
}
