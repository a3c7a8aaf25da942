package decodefab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.accuracy.AccuracyJson;
import decodefab.accuracy.AccuracyMeter;
import decodefab.accuracy.AccuracyPlot;
import decodefab.accuracy.AccuracyReport;
import decodefab.accuracy.AccuracyText;
import decodefab.accuracy.WindowCutter;
import decodefab.accuracy.Windows;
import decodefab.calibrate.CalibrationText;
import decodefab.diag.InputException;
import decodefab.graph.DecodeGraph;
import decodefab.model.LoadedModel;
import decodefab.model.TextFile;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.tool.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what a design's number formats make of its model's text. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Compare what the fabric computes with the float model over a text, and rank which tensor's"
            + " format costs most. Needs no tools and no simulation.",
    footer = {
      "",
      "Without --text, some short prompts are continued by the float model. That text is its"
          + " own choice, so perplexities of it are low: for perplexities to quote, give a --text.",
      "-v shows how fast each run was. A ruined model is a result: the exit code is 0."
    })
final class AccuracyCommand implements Callable<Integer> {
  private static final String SCHEMA = "decodefab.accuracy";

  private static final int USUAL_TOKENS = 512;

  /** Logits of the float model that are kept: a gigabyte of them. */
  private static final long MOST_LOGITS = 1L << 28;

  /** Characters that are read for each token: few tokens of any vocabulary are longer. */
  private static final int BYTES_PER_TOKEN = 64;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description = "Judge on this text in UTF-8, cut into windows as long as the context.")
  private Path text;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "" + USUAL_TOKENS,
      description = "Positions to judge at most (default: " + USUAL_TOKENS + ").")
  private int tokens;

  @Option(names = "--by-layer", description = "Rank the matrices of each layer alone, too.")
  private boolean byLayer;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the ranking into this file, which ends in .svg or .html.")
  private Path plot;

  @Mixin private DesignFile file;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  AccuracyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException {
    checkUsage();
    Out out = common.out(surroundings);
    LoadedDesign loaded = DesignLoader.load(surroundings.resolve(file.path()));
    LoadedModel model = model(loaded);
    HardwarePlan plan = loaded.plan();
    DecodeGraph graph = plan.graph();
    Warnings.show(loaded, plan, out);
    CalibrationText calibration = DesignLoader.calibration(loaded.design(), model);
    Windows windows = windows(model);
    AccuracyReport report;
    try (AccuracyProgress progress =
        new AccuracyProgress(out, AccuracyMeter.runs(graph, byLayer))) {
      AccuracyMeter meter =
          new AccuracyMeter(loaded.design(), graph, model.weights(), calibration, progress);
      report = meter.measure(windows, byLayer);
    }
    if (plot != null) {
      draw(report, out);
    }
    out.result(json.wanted() ? document(report) : AccuracyText.print(report).stripTrailing());
    return ExitCode.FINE;
  }

  private void checkUsage() {
    if (tokens < 2) {
      throw new ParameterException(spec.commandLine(), "--tokens is at least 2");
    }
    if (plot != null && !isHtml() && !plot.toString().endsWith(".svg")) {
      throw new ParameterException(
          spec.commandLine(), "--plot writes .svg or .html, not " + plot.getFileName());
    }
  }

  private boolean isHtml() {
    return plot.toString().endsWith(".html");
  }

  private LoadedModel model(LoadedDesign loaded) throws InputException {
    return DesignLoader.loadModel(loaded.design())
        .orElseThrow(
            () ->
                CliCode.NO_WEIGHTS.exception(
                    "an inline model has neither weights nor a tokenizer, so no format can harm it",
                    loaded.design().model().span(),
                    "name a model folder: model \"FOLDER\""));
  }

  private Windows windows(LoadedModel model) throws InputException {
    long most = MOST_LOGITS / model.shape().vocab();
    if (tokens > most) {
      throw CliCode.TOO_MANY_POSITIONS.exception(
          tokens
              + " positions of "
              + model.shape().vocab()
              + " logits each are more than are kept in memory",
          "ask for at most --tokens " + most);
    }
    WindowCutter cutter = new WindowCutter(model, tokens);
    if (text == null) {
      return cutter.continued();
    }
    int bytes = (int) Math.min(Integer.MAX_VALUE / 4, (long) tokens * BYTES_PER_TOKEN);
    String read = TextFile.beginning(text, surroundings.resolve(text), bytes);
    return cutter
        .cut(String.valueOf(text.getFileName()), read)
        .orElseThrow(
            () ->
                CliCode.EMPTY_TEXT.exception(
                    text + " has no text", "name a file with a few sentences in it"));
  }

  private void draw(AccuracyReport report, Out out) throws InputException {
    String drawn = isHtml() ? AccuracyPlot.html(report) : AccuracyPlot.svg(report);
    AtomicFile.write(surroundings.resolve(plot), drawn.getBytes(StandardCharsets.UTF_8));
    out.note("wrote " + plot);
  }

  private static String document(AccuracyReport report) {
    return JsonDocument.text(
        SCHEMA,
        1,
        fields -> {
          fields.setCodec(new ObjectMapper());
          for (Map.Entry<String, Object> entry : AccuracyJson.of(report).entrySet()) {
            fields.writeObjectField(entry.getKey(), entry.getValue());
          }
        });
  }
}
