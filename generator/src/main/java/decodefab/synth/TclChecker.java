package decodefab.synth;

import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has {@code tclsh} say whether scripts are whole, where it is there. */
public final class TclChecker {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ToolRunner runner;
  private final Optional<Path> tclsh;
  private final Path checker;

  /** Checks with {@code synth-scripts/check.tcl}. */
  public TclChecker(ToolRunner runner, SynthTools tools, Path scripts) {
    this.runner = runner;
    this.tclsh = tools.tclsh();
    this.checker = scripts.resolve("check.tcl").toAbsolutePath();
  }

  /**
   * Checks files.
   *
   * @param files names in {@code folder}
   * @return whether they were looked at; false where there is no {@code tclsh}
   * @throws ToolException where one of them is not whole
   */
  public boolean check(Path folder, List<String> files) throws ToolException, InterruptedException {
    if (tclsh.isEmpty()) {
      return false;
    }
    List<String> arguments = new ArrayList<>(List.of(checker.toString()));
    arguments.addAll(files);
    runner.runChecked(ToolCommand.of(tclsh.get(), arguments, folder, LIMIT), ToolListener.silent());
    return true;
  }
}
