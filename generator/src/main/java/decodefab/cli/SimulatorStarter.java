package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.plan.HardwarePlan;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.rtl.FileSetWriter;
import decodefab.sim.SimulationBinary;
import decodefab.sim.SimulationBuilder;
import decodefab.sim.SimulationSession;
import decodefab.sim.Waveform;
import decodefab.tool.BuildCache;
import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolException;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs hardware in Verilator, which is installed where it is missing and that is allowed. */
final class SimulatorStarter implements FabricStarter {
  private final Surroundings surroundings;

  SimulatorStarter(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Fabric start(
      HardwarePlan plan, QuantizedWeights weights, Path folder, SimulationOptions options, Out out)
      throws InputException, ToolException, InterruptedException {
    FabricEmitter emitter = new FabricEmitter(surroundings.templates());
    ToolRunner runner = new ToolRunner();
    var tools = SimulationTools.require(needed(options), surroundings, runner, out);
    FileSet files = emitter.emit(plan, Optional.of(weights));
    FileSetWriter.write(files, folder);
    out.detail("wrote " + folder);
    BuildCache cache = surroundings.cache().saying(out::note);
    SimulationBinary binary;
    try (BuildProgress progress = new BuildProgress(out)) {
      binary =
          new SimulationBuilder(tools, cache, runner)
              .build(files, options.waveform(), progress::begin, progress);
    }
    out.detail("simulation " + binary.executable());
    GoldenModel golden = new GoldenModel(plan.graph(), weights);
    SimulationSession session = SimulationSession.start(runner, binary, folder);
    return new SimulatedFabric(plan, golden, session, binary, folder, options, surroundings);
  }

  private static List<ExternalTool> needed(SimulationOptions options) {
    List<ExternalTool> needed = new ArrayList<>(KnownTools.FOR_SIMULATION);
    if (options.waveform() == Waveform.FST) {
      needed.addAll(KnownTools.FOR_TRACES);
    }
    return List.copyOf(needed);
  }
}
