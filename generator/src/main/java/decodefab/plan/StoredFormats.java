package decodefab.plan;

import decodefab.design.AsStored;
import decodefab.design.Design;
import decodefab.design.FormatChoice;
import decodefab.design.LayerMatrix;
import decodefab.design.LayerRange;
import decodefab.design.NumberFormat;
import decodefab.design.Rule;
import decodefab.design.TensorClass;
import decodefab.design.TensorName;
import decodefab.design.TensorPattern;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.dsl.DesignReader;
import decodefab.format.FormatWriter;
import decodefab.format.TensorFormat;
import decodefab.model.ModelOutline;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts the formats of a model's file where a design says {@code as stored}. */
final class StoredFormats {
  private final Design design;
  private final ModelOutline outline;
  private final List<Diagnostic> problems = new ArrayList<>();

  private StoredFormats(Design design, ModelOutline outline) {
    this.design = design;
    this.outline = outline;
  }

  /**
   * The design with a format for every tensor.
   *
   * @throws InputException where the file holds a tensor as floats, or in a format that the fabric
   *     cannot build
   */
  static Design resolve(Design design, ModelOutline outline) throws InputException {
    boolean asked = design.formats().rules().stream().anyMatch(r -> r.value() instanceof AsStored);
    return asked ? new StoredFormats(design, outline).resolve() : design;
  }

  private Design resolve() throws InputException {
    Map<Rule<FormatChoice>, Map<TensorName, NumberFormat>> decided = new LinkedHashMap<>();
    Map<Rule<FormatChoice>, Set<String>> floats = new LinkedHashMap<>();
    for (TensorName tensor : tensors(outline.shape())) {
      Rule<FormatChoice> rule = design.formats().table().find(tensor).orElseThrow();
      if (rule.value() instanceof AsStored) {
        Optional<TensorFormat> stored = Optional.ofNullable(outline.stored().get(tensor.text()));
        if (stored.isEmpty()) {
          floats.computeIfAbsent(rule, r -> new TreeSet<>()).add(tensor.role());
        } else {
          FormatWriter.write(stored.get(), columns(tensor))
              .ifPresent(
                  f -> decided.computeIfAbsent(rule, r -> new LinkedHashMap<>()).put(tensor, f));
        }
      }
    }
    floats.forEach(this::refuse);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    List<Rule<FormatChoice>> rules = new ArrayList<>();
    for (Rule<FormatChoice> rule : design.formats().rules()) {
      if (rule.value() instanceof AsStored) {
        rules.addAll(rules(rule, decided.getOrDefault(rule, Map.of())));
      } else {
        rules.add(rule);
      }
    }
    Design resolved = design.with(design.formats().with(rules));
    DesignReader.checkBuildable(resolved);
    return resolved;
  }

  /** The rule with the one format of all its tensors, or a rule for each of them. */
  private static List<Rule<FormatChoice>> rules(
      Rule<FormatChoice> rule, Map<TensorName, NumberFormat> formats) {
    if (formats.values().stream().distinct().count() == 1) {
      NumberFormat one = formats.values().iterator().next();
      return List.of(new Rule<>(rule.pattern(), one, rule.origin()));
    }
    List<Rule<FormatChoice>> rules = new ArrayList<>();
    formats.forEach((tensor, f) -> rules.add(new Rule<>(pattern(tensor), f, rule.origin())));
    return rules;
  }

  private static TensorPattern pattern(TensorName tensor) {
    return switch (tensor) {
      case TensorName.Whole w -> new TensorPattern.Single(w.tensor());
      case TensorName.InLayer in ->
          new TensorPattern.Layered(
              Optional.of(new LayerRange(in.layer(), in.layer())),
              EnumSet.of(in.matrix()),
              in.matrix().text());
    };
  }

  private void refuse(Rule<FormatChoice> rule, Set<String> tensors) {
    String all = String.join(", ", tensors);
    problems.add(
        PlanCode.NOT_STORED.at(
            rule.origin().orElse(design.span()),
            outline.stored().isEmpty()
                ? "the model has no matrix that is stored quantized"
                : "stored as floats, so that there are no codes to take: " + all,
            outline.stored().isEmpty()
                ? "name a GGUF file, or a folder that AWQ or GPTQ has made; or write a format"
                : "give them a rule of their own, such as: quantize "
                    + all
                    + " as int(8) per group(32) scale f16"));
  }

  private int columns(TensorName tensor) {
    return new FormatTranslator(design, outline.shape()).columns(tensor.role());
  }

  /** All matrices. */
  static List<TensorName> tensors(ModelShape shape) {
    List<TensorName> all = new ArrayList<>();
    all.add(new TensorName.Whole(TensorClass.EMBEDDING));
    all.add(new TensorName.Whole(TensorClass.LM_HEAD));
    for (int layer = 0; layer < shape.layers(); layer++) {
      for (LayerMatrix matrix : LayerMatrix.values()) {
        all.add(new TensorName.InLayer(layer, matrix));
      }
    }
    return all;
  }
}
