package decodefab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.diag.InputException;
import decodefab.estimate.Estimate;
import decodefab.estimate.EstimateJson;
import decodefab.estimate.EstimateText;
import decodefab.estimate.Estimator;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.tech.TechLibrary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a design will do, without any simulation. */
@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Estimate cycles, tokens per second, power and area of a design, what limits it, and what"
            + " its neighbours would bring. Needs no weights and no tools.")
final class EstimateCommand implements Callable<Integer> {
  private static final String SCHEMA = "decodefab.estimate";

  /** Where the context is longer: what is published of other machines is measured about there. */
  private static final int USUAL_POSITION = 127;

  @Option(
      names = "--position",
      paramLabel = "P",
      description =
          "Position of the token, from 0: attention grows with it (default: 127, or the context's"
              + " last).")
  private Integer position;

  @Mixin private DesignFile file;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;

  private final Surroundings surroundings;

  EstimateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException {
    LoadedDesign loaded = DesignLoader.load(surroundings.resolve(file.path()));
    int at = position(loaded.shape().context());
    HardwarePlan plan = loaded.plan();
    Estimate estimate = Estimator.estimate(plan, TechLibrary.load(), at);
    common
        .out(surroundings)
        .result(json.wanted() ? document(plan, estimate) : text(plan, estimate));
    return ExitCode.FINE;
  }

  private int position(int context) throws InputException {
    if (position == null) {
      return Math.min(USUAL_POSITION, context - 1);
    }
    if (position < 0 || position >= context) {
      throw CliCode.POSITION_OUTSIDE_CONTEXT.exception(
          "position " + position + " is outside the model's context of " + context,
          "positions are 0 to " + (context - 1));
    }
    return position;
  }

  private static String text(HardwarePlan plan, Estimate estimate) {
    StringBuilder text = new StringBuilder(EstimateText.print(estimate).stripTrailing());
    List<String> sparse = SparsityText.lines(plan);
    text.append(sparse.isEmpty() ? "" : "\n\nsparse matrices");
    sparse.forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }

  private static String document(HardwarePlan plan, Estimate estimate) {
    return JsonDocument.text(
        SCHEMA,
        1,
        fields -> {
          fields.setCodec(new ObjectMapper());
          fields.writeStringField("design", estimate.design());
          for (Map.Entry<String, Object> entry : EstimateJson.of(estimate).entrySet()) {
            fields.writeObjectField(entry.getKey(), entry.getValue());
          }
          fields.writeObjectField("sparse", SparsityText.json(plan));
        });
  }
}
