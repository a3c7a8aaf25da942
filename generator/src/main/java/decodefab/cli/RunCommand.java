package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.model.LoadedModel;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.reference.FloatReference;
import decodefab.tool.ToolException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job: text that a model decodes on simulated hardware, proven and measured. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Generate the hardware, simulate it, print the text that the model decodes on it, compare"
            + " each value with the golden model, and show measured and estimated figures.",
    footer = {
      "",
      "Text goes to standard output as it comes, then the figures; with -q the text alone.",
      "Exit codes: 0 fine, 1 design or input wrong, 3 a tool is missing or failed, 4 hardware"
          + " and golden model disagree."
    })
final class RunCommand implements Callable<Integer> {
  private static final String SCHEMA = "decodefab.run";

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description = "What the text begins with.")
  private String prompt;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description =
          "New tokens at most; fewer where the model ends its text (default: 64, or what the"
              + " context leaves).")
  private Integer tokens;

  @Mixin private DesignFile file;
  @Mixin private SamplingOptions sampling;
  @Mixin private SimulationOptions simulation;
  @Mixin private OutputFolder output;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;
  private final FabricStarter starter;

  RunCommand(Surroundings surroundings, FabricStarter starter) {
    this.surroundings = surroundings;
    this.starter = starter;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    if (tokens != null && tokens < 1) {
      throw new ParameterException(spec.commandLine(), "--tokens is at least 1");
    }
    TokenChooser chooser = sampling.chooser(spec.commandLine());
    simulation.checkUsage(spec.commandLine());
    Out out = common.out(surroundings);
    LoadedDesign loaded = DesignLoader.load(surroundings.resolve(file.path()));
    LoadedModel model = model(loaded);
    HardwarePlan plan = loaded.plan();
    Prompt begin =
        Prompt.of(model, prompt, tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens));
    simulation.checkAgainst(begin.steps());
    Warnings.show(loaded, plan, out);
    QuantizedWeights weights = UsedWeights.of(loaded, model).quantized(plan);
    boolean judged = simulation.check() != CheckDepth.none;
    Optional<FloatReference> reference =
        judged ? Optional.of(new FloatReference(model.weights())) : Optional.empty();
    Path folder = surroundings.resolve(output.path(loaded.design().name()));
    try (Fabric fabric = starter.start(plan, weights, folder, simulation, out)) {
      TextPrinter text = new TextPrinter(out, json.wanted(), model.tokenizer().streamingDecoder());
      begin.ids().forEach(text::accept);
      Decoding decoding = new Decoding(fabric, chooser, reference);
      FabricRun run = new FabricRun(plan, simulation.check(), fabric, decoding);
      RunOutcome outcome = run.decode(begin, model.stopTokens(), text);
      Results results = new Results(out, json.wanted(), SCHEMA);
      return results.show(outcome, position -> replay(position));
    }
  }

  private LoadedModel model(LoadedDesign loaded) throws InputException {
    Optional<LoadedModel> model = DesignLoader.loadModel(loaded.design());
    if (model.isEmpty()) {
      throw CliCode.NO_WEIGHTS.exception(
          "an inline model has neither weights nor a tokenizer, so it has no text",
          loaded.design().model().span(),
          "simulate it: decodefab simulate " + file.path() + " --tokens 4 --synthetic 1");
    }
    return model.get();
  }

  /** The command that shows what happens at a position, in full. */
  private String replay(int position) {
    return "decodefab run "
        + ShellText.quote(file.path().toString())
        + " --prompt "
        + ShellText.quote(prompt)
        + (tokens == null ? "" : " --tokens " + tokens)
        + sampling.text()
        + " --check deep --trace mismatch.fst --trace-tokens "
        + position
        + ".."
        + position;
  }
}
