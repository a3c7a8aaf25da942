package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.model.FirstLayers;
import decodefab.model.ModelShape;
import decodefab.model.SyntheticTokens;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.reference.FloatReference;
import decodefab.tool.ToolException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs hardware on made-up tokens, so that a design without a trained model can be tried too. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Generate the hardware, simulate it on made-up tokens, compare each value with the golden"
            + " model, and show measured and estimated figures.",
    footer = {
      "",
      "Exit codes: 0 fine, 1 design or input wrong, 3 a tool is missing or failed, 4 hardware"
          + " and golden model disagree."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final String SCHEMA = "decodefab.simulate";

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "4",
      description = "Tokens to compute, at positions 0 to N-1 (default: 4).")
  private int tokens;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Simulate the first N layers of the model alone (default: all).")
  private Integer layers;

  @Mixin private DesignFile file;
  @Mixin private WeightSource source;
  @Mixin private SimulationOptions simulation;
  @Mixin private OutputFolder output;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;
  private final FabricStarter starter;

  SimulateCommand(Surroundings surroundings, FabricStarter starter) {
    this.surroundings = surroundings;
    this.starter = starter;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    if (tokens < 1) {
      throw new ParameterException(spec.commandLine(), "--tokens is at least 1");
    }
    simulation.checkUsage(spec.commandLine());
    Out out = common.out(surroundings);
    LoadedDesign loaded = chosenLayers(DesignLoader.load(surroundings.resolve(file.path())));
    HardwarePlan plan = loaded.plan();
    checkContext(loaded.shape());
    simulation.checkAgainst(tokens);
    if (source.seed().isEmpty()) {
      Warnings.show(loaded, plan, out);
    }
    UsedWeights weights = weights(loaded, out);
    QuantizedWeights quantized = weights.quantized(plan);
    Optional<FloatReference> reference =
        simulation.check() == CheckDepth.none
            ? Optional.empty()
            : Optional.of(new FloatReference(weights.weights()));
    Path folder = surroundings.resolve(output.path(loaded.design().name()));
    try (Fabric fabric = starter.start(plan, quantized, folder, simulation, out)) {
      Decoding decoding = new Decoding(fabric, TokenChooser.GREEDY, reference);
      FabricRun run = new FabricRun(plan, simulation.check(), fabric, decoding);
      // The token chosen after the last one ends the run: it is never computed.
      RunOutcome outcome =
          run.decode(inputs(loaded.shape()), Set.of(), TextPrinter.withoutTokenizer(out));
      return new Results(out, json.wanted(), SCHEMA).show(outcome, this::replay);
    }
  }

  private LoadedDesign chosenLayers(LoadedDesign whole) throws InputException {
    if (layers == null) {
      return whole;
    }
    int most = whole.shape().layers();
    if (layers < 1 || layers > most) {
      throw CliCode.NO_SUCH_LAYERS.exception(
          "--layers " + layers + " is not among the model's 1 to " + most, "ask for 1 to " + most);
    }
    return whole.withLayers(layers);
  }

  private void checkContext(ModelShape shape) throws InputException {
    if (tokens > shape.context()) {
      throw CliCode.CONTEXT_TOO_SHORT.exception(
          tokens + " tokens are more than the " + shape.context() + " of the model's context",
          "ask for at most --tokens " + shape.context());
    }
  }

  private UsedWeights weights(LoadedDesign loaded, Out out) throws InputException {
    OptionalLong seed = source.seed();
    if (seed.isPresent()) {
      return UsedWeights.synthetic(loaded, seed.getAsLong(), out);
    }
    Optional<UsedWeights> whole = UsedWeights.ofModel(loaded);
    if (whole.isEmpty()) {
      throw CliCode.NO_WEIGHTS.exception(
          "an inline model has no weights",
          loaded.design().model().span(),
          "have some made up: --synthetic 1");
    }
    FirstLayers first = new FirstLayers(whole.get().weights(), loaded.shape().layers());
    return new UsedWeights(first, whole.get().text());
  }

  /** Tokens all over the vocabulary, the same for the same seed. */
  private Prompt inputs(ModelShape shape) {
    return new Prompt(SyntheticTokens.of(source.seed().orElse(0), shape.vocab(), tokens), 1);
  }

  /** The command that shows what happens at a position, in full. */
  private String replay(int position) {
    OptionalLong seed = source.seed();
    return "decodefab simulate "
        + ShellText.quote(file.path().toString())
        + " --tokens "
        + tokens
        + (layers == null ? "" : " --layers " + layers)
        + (seed.isPresent() ? " --synthetic " + seed.getAsLong() : "")
        + " --check deep --trace mismatch.fst --trace-tokens "
        + position
        + ".."
        + position;
  }
}
