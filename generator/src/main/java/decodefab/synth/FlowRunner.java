package decodefab.synth;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Severity;
import decodefab.plan.HardwarePlan;
import decodefab.tool.ToolException;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the open flows on a design's files. */
public final class FlowRunner {
  /** Folder of all that a flow writes, inside the design's. */
  static final String FOLDER = "synth";

  private final ToolRunner runner;
  private final SynthTools tools;
  private final Path scripts;
  private final Duration limit;
  private final Consumer<String> announce;

  /**
   * A runner.
   *
   * @param scripts the project's {@code synth-scripts} folder
   * @param limit how long each program may run
   * @param announce hears what begins
   */
  public FlowRunner(
      ToolRunner runner,
      SynthTools tools,
      Path scripts,
      Duration limit,
      Consumer<String> announce) {
    this.runner = runner;
    this.tools = tools;
    this.scripts = scripts;
    this.limit = limit;
    this.announce = announce;
  }

  /**
   * Synthesises a design, and places and routes it where that is wanted.
   *
   * @param flow one that runs
   * @param folder the design's files, with its memory images; results go into {@code synth} in it
   * @throws InputException where the design is too large for the target (DF931)
   * @throws ToolException where a program is missing, failed or ran past its limit
   * @throws IOException where the folder cannot be written
   */
  public SynthResult run(
      SynthFlow flow, HardwarePlan plan, Path folder, Optional<SynthTarget> target)
      throws IOException, InputException, ToolException, InterruptedException {
    Files.createDirectories(folder.resolve(FOLDER));
    SynthTool yosys = tools.yosys(announce);
    announce.accept("synthesising with " + yosys.version() + "; minutes for a large design");
    yosys(yosys, folder, flow.key());
    Path netlist = folder.resolve(FOLDER).resolve("netlist.json");
    CellFamily family = flow.family().orElseThrow();
    Netlist cells = netlist(yosys, netlist, plan.design().name() + "_top");
    PartCounter.Count count = PartCounter.count(cells, family, plan);
    List<String> versions = new ArrayList<>(List.of(yosys.version()));
    Optional<PnrReport> report = Optional.empty();
    if (target.isPresent()) {
      requireRoom(plan, count, target.get());
      yosys(yosys, folder, "flatten");
      SynthTool router = tools.nextpnr(flow == SynthFlow.YOSYS_ICE40 ? "ice40" : "ecp5", announce);
      versions.add(router.version());
      announce.accept("placing and routing with " + router.version());
      report = Optional.of(route(router, flow, plan, folder, target.get()));
      Files.delete(folder.resolve(FOLDER).resolve("flat.json"));
    }
    Files.delete(netlist);
    return new SynthResult(flow, versions, count.areas(), count.unknown(), target, report);
  }

  /** What does not fit by its cells does not by any placement, and that takes long to find out. */
  private static void requireRoom(HardwarePlan plan, PartCounter.Count count, SynthTarget target)
      throws InputException {
    List<Diagnostic> problems =
        CapacityCheck.find(plan, count.areas(), target.device(), target.name(), Severity.ERROR);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  /** The script is copied beside its results, where they can be made again by hand. */
  private void yosys(SynthTool yosys, Path folder, String script)
      throws IOException, ToolException, InterruptedException {
    String file = FOLDER + "/" + script + ".ys";
    Files.copy(scripts.resolve(script + ".ys"), folder.resolve(file));
    runner.runChecked(
        yosys.run(
            List.of("-q", "-l", FOLDER + "/" + script + ".log", "-s", file),
            folder,
            limit,
            folder.resolve(FOLDER).resolve(script + ".out")),
        ToolListener.silent());
  }

  private PnrReport route(
      SynthTool router, SynthFlow flow, HardwarePlan plan, Path folder, SynthTarget target)
      throws IOException, InputException, ToolException, InterruptedException {
    List<String> arguments = new ArrayList<>(target.arguments());
    arguments.addAll(
        List.of(
            "--json",
            FOLDER + "/flat.json",
            "--freq",
            Long.toString(Math.round(plan.fabric().clockHz() / 1e6)),
            "--seed",
            "1",
            "--timing-allow-fail",
            "--report",
            FOLDER + "/pnr.json",
            flow == SynthFlow.YOSYS_ICE40 ? "--asc" : "--textcfg",
            FOLDER + "/routed.config"));
    try {
      runner.runChecked(
          router.run(arguments, folder, limit, folder.resolve(FOLDER).resolve("nextpnr.log")),
          ToolListener.silent());
    } catch (ToolException e) {
      Optional<Diagnostic> full = NextpnrMessage.ofFull(e.lastLines(), plan.design(), target);
      if (full.isPresent()) {
        throw new InputException(full.get());
      }
      throw e;
    }
    try {
      return PnrReportReader.read(folder.resolve(FOLDER).resolve("pnr.json"));
    } catch (IOException e) {
      throw unreadable(router, e);
    }
  }

  private static Netlist netlist(SynthTool yosys, Path file, String top) throws ToolException {
    try {
      return NetlistReader.read(file, top);
    } catch (IOException e) {
      throw unreadable(yosys, e);
    }
  }

  private static ToolException unreadable(SynthTool tool, IOException failure) {
    return ToolException.unusable(
        "what " + tool.version() + " wrote cannot be read: " + failure.getMessage(),
        "another version of it may do: synth-scripts/README.md names those that were tried");
  }
}
