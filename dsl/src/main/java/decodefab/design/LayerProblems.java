package decodefab.design;

import decodefab.diag.Code;
import decodefab.diag.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules about layers that a model does not have. An inline model is held against its design's rules
 * when the design is checked; for a model folder whoever reads it asks here.
 */
public final class LayerProblems {
  private LayerProblems() {}

  /** One error for each rule of a design that names a layer beyond the model's last. */
  public static List<Diagnostic> find(Design design, int layers) {
    List<Diagnostic> problems = new ArrayList<>(find(design.formats().rules(), layers));
    problems.addAll(find(design.sparsity().rules(), layers));
    problems.addAll(find(design.placement().rules(), layers));
    return List.copyOf(problems);
  }

  /** One error for each of these rules that names a layer beyond the model's last. */
  public static <T> List<Diagnostic> find(List<Rule<T>> rules, int layers) {
    List<Diagnostic> problems = new ArrayList<>();
    for (Rule<T> rule : rules) {
      if (rule.pattern() instanceof TensorPattern.Layered layered
          && layered.layers().isPresent()
          && layered.layers().get().last() >= layers
          && rule.origin().isPresent()) {
        problems.add(
            Diagnostic.error(
                Code.DF213,
                "`" + layered.text() + "` names a layer that the model does not have",
                rule.origin().get(),
                "the model has " + layers + " layers, 0 to " + (layers - 1)));
      }
    }
    return problems;
  }
}
