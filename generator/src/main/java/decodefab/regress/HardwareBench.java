package decodefab.regress;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.matrix.Job;
import decodefab.matrix.Stage;
import decodefab.model.LoadedModel;
import decodefab.model.SyntheticWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.tech.TechLibrary;
import decodefab.tool.BuildCache;
import decodefab.tool.ContentHash;
import decodefab.tool.ExternalTool;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where jobs become hardware that is emitted, linted, built, simulated and compared. */
public final class HardwareBench implements Workbench {
  /** Counts up whenever a kept result would be read wrongly. */
  private static final String RESULT_VERSION = "1";

  private static final String MANIFEST = "manifest.json";

  private final FabricEmitter emitter;
  private final Map<ExternalTool, ToolStatus.Ready> tools;
  private final BuildCache builds;
  private final String program;
  private final UnaryOperator<FileSet> edit;
  private final Optional<CocotbBench> cocotb;
  private final Path templates;
  private final boolean covers;
  private final TechLibrary tech = TechLibrary.load();
  private final ToolRunner runner = new ToolRunner();

  /**
   * A bench.
   *
   * @param templates the project's {@code templates} folder
   * @param tools those of the stages that will be run, found; with Icarus where it is there
   * @param builds where built simulations are kept
   * @param program which decodefab this is, {@link ProgramIdentity}
   * @param edit changes what was emitted: a test breaks hardware by it
   * @param cocotb for jobs with that stage
   */
  public HardwareBench(
      Path templates,
      Map<ExternalTool, ToolStatus.Ready> tools,
      BuildCache builds,
      String program,
      UnaryOperator<FileSet> edit,
      Optional<CocotbBench> cocotb) {
    this(templates, tools, builds, program, edit, cocotb, false);
  }

  private HardwareBench(
      Path templates,
      Map<ExternalTool, ToolStatus.Ready> tools,
      BuildCache builds,
      String program,
      UnaryOperator<FileSet> edit,
      Optional<CocotbBench> cocotb,
      boolean covers) {
    this.templates = templates;
    this.covers = covers;
    this.emitter = new FabricEmitter(templates);
    this.tools = Map.copyOf(tools);
    this.builds = builds;
    this.program = program;
    this.edit = edit;
    this.cocotb = cocotb;
  }

  /** The same bench, whose simulations count what they execute: {@link CoverageCollector}. */
  public HardwareBench covering() {
    return new HardwareBench(templates, tools, builds, program, edit, cocotb, true);
  }

  @Override
  public PreparedJob prepare(Job job) throws InputException, InterruptedException {
    LoadedDesign loaded = job.load();
    HardwarePlan plan = loaded.plan();
    checkContext(job, loaded);
    QuantizedWeights weights = weights(job, loaded, plan);
    FileSet files = edit.apply(emitter.emit(plan, Optional.of(weights)));
    return new HardwareJob(job, plan, weights, files, key(job, files), this);
  }

  private static void checkContext(Job job, LoadedDesign loaded) throws InputException {
    int context = loaded.shape().context();
    if (job.settings().tokens() > context && job.settings().stages().contains(Stage.SIMULATE)) {
      throw new InputException(
          Diagnostic.error(
              "DF902",
              job.settings().tokens() + " tokens are more than the model's context of " + context,
              "ask for at most " + context));
    }
  }

  private static QuantizedWeights weights(Job job, LoadedDesign loaded, HardwarePlan plan)
      throws InputException {
    if (!job.settings().synthetic()) {
      Optional<LoadedModel> model = DesignLoader.loadModel(loaded.design());
      if (model.isPresent()) {
        return QuantizedWeights.of(
            model.get().weights(),
            plan.graph(),
            DesignLoader.calibration(loaded.design(), model.get()));
      }
    }
    long parameters = loaded.shape().parameterCount();
    if (parameters > SyntheticWeights.MOST_PARAMETERS) {
      throw new InputException(
          Diagnostic.error(
              "DF903",
              "the model has " + parameters + " parameters: too many for made-up weights",
              "a model of at most " + SyntheticWeights.MOST_PARAMETERS));
    }
    return QuantizedWeights.of(new SyntheticWeights(loaded.shape(), job.seed()), plan.graph());
  }

  /**
   * All emitted bytes, by the manifest, which has the hash of each file; how they are run; who
   * runs.
   */
  private String key(Job job, FileSet files) {
    ContentHash hash =
        ContentHash.empty()
            .with("result version", RESULT_VERSION)
            .with("program", program)
            .with("tokens", "" + job.settings().tokens())
            .with("seed", "" + job.seed())
            .with("depth", job.settings().depth().text())
            .with(
                "stages",
                job.settings().stages().stream().map(Stage::text).collect(Collectors.joining(" ")));
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      // Besides the manifest's, the sources themselves: a test edits them after it was made.
      if (file.getKey().equals(MANIFEST) || file.getKey().startsWith("rtl/")) {
        hash = hash.with("file " + file.getKey(), file.getValue().bytes());
      }
    }
    if (job.settings().stages().contains(Stage.COCOTB)) {
      hash = hash.with("cocotb", cocotb().python().cocotb());
    }
    if (covers) {
      hash = hash.with("coverage", "code");
    }
    for (var tool : new TreeMap<>(versions()).entrySet()) {
      hash = hash.with("tool " + tool.getKey(), tool.getValue());
    }
    return hash.hex();
  }

  private Map<String, String> versions() {
    return tools.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().name(), e -> e.getValue().version().text()));
  }

  CocotbBench cocotb() {
    return cocotb.orElseThrow();
  }

  Map<ExternalTool, ToolStatus.Ready> tools() {
    return tools;
  }

  boolean covers() {
    return covers;
  }

  BuildCache builds() {
    return builds;
  }

  TechLibrary tech() {
    return tech;
  }

  ToolRunner runner() {
    return runner;
  }
}
