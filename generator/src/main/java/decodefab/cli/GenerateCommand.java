package decodefab.cli;

import decodefab.design.InlineModel;
import decodefab.design.ModelFolder;
import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.rtl.FileSetWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the hardware of a design. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Write the Verilog of a design, its program and its memory images.",
    footer = {
      "",
      "An inline model has no weights, so its memory images are left out unless --synthetic"
          + " makes weights up. The same design and weights give the same bytes."
    })
final class GenerateCommand implements Callable<Integer> {
  @Mixin private DesignFile file;
  @Mixin private OutputFolder output;
  @Mixin private WeightSource source;
  @Mixin private CommonOptions common;

  private final Surroundings surroundings;

  GenerateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException {
    Out out = common.out(surroundings);
    LoadedDesign loaded = DesignLoader.load(surroundings.resolve(file.path()));
    HardwarePlan plan = loaded.plan();
    FabricEmitter emitter = new FabricEmitter(surroundings.templates());
    if (source.seed().isEmpty()) {
      Warnings.show(loaded, plan, out);
    }
    Optional<UsedWeights> weights = weights(loaded, out);
    FileSet files = emitter.emit(plan, quantized(weights, plan));
    Path folder = output.path(loaded.design().name());
    FileSetWriter.write(files, surroundings.resolve(folder));
    out.result(report(plan, files, weights.isPresent(), folder));
    return ExitCode.FINE;
  }

  private Optional<UsedWeights> weights(LoadedDesign loaded, Out out) throws InputException {
    return source.seed().isPresent()
        ? Optional.of(UsedWeights.synthetic(loaded, source.seed().getAsLong(), out))
        : UsedWeights.ofModel(loaded);
  }

  private static Optional<QuantizedWeights> quantized(
      Optional<UsedWeights> weights, HardwarePlan plan) throws InputException {
    return weights.isPresent() ? Optional.of(weights.get().quantized(plan)) : Optional.empty();
  }

  private String report(HardwarePlan plan, FileSet files, boolean images, Path folder) {
    long verilog = files.files().keySet().stream().filter(name -> name.endsWith(".v")).count();
    StringBuilder text = new StringBuilder();
    text.append("wrote ").append(folder).append(": ").append(verilog).append(" Verilog files, ");
    text.append(plan.program().length()).append(" instructions, ");
    text.append(
        images
            ? "memory images"
            : "no memory images, since the model has no weights (--synthetic makes some up)");
    text.append("\n  top module   ").append(plan.design().name()).append("_top");
    text.append("\n  lint         cd ").append(folder);
    text.append(" && verilator --lint-only -Wall -Irtl --top-module ");
    text.append(plan.design().name()).append("_top -f files.f");
    text.append("\n  read first   ").append(folder.resolve("report").resolve("plan.txt"));
    next(plan).ifPresent(command -> text.append("\n  simulate     ").append(command));
    return text.toString();
  }

  /** The command that simulates what was written; empty for a model that is too large for it. */
  private Optional<String> next(HardwarePlan plan) {
    boolean small = plan.graph().shape().parameterCount() <= WeightSource.MOST_PARAMETERS;
    return switch (plan.design().model()) {
      case ModelFolder folder ->
          Optional.of(
              source.seed().isEmpty()
                  ? "decodefab run " + file.path() + " --prompt TEXT --tokens N"
                  : simulate());
      case InlineModel inline -> small ? Optional.of(simulate()) : Optional.empty();
    };
  }

  private String simulate() {
    String seed = source.seed().isPresent() ? "" + source.seed().getAsLong() : "SEED";
    return "decodefab simulate " + file.path() + " --tokens N --synthetic " + seed;
  }
}
