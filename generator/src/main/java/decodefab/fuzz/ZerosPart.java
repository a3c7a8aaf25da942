package decodefab.fuzz;

import java.util.List;

/**
 * Whether zeros of activations are skipped.
 *
 * @param skip whether they are
 */
record ZerosPart(boolean skip) implements Part {
  @Override
  public List<String> clauses() {
    return skip ? List.of("sparsity activations = skip zeros") : List.of();
  }

  @Override
  public String summary() {
    return skip ? "zeros skipped" : "zeros multiplied";
  }

  @Override
  public List<String> bins() {
    return List.of(skip ? "skipped" : "multiplied");
  }

  @Override
  public List<Part> simpler() {
    return skip ? List.of(new ZerosPart(false)) : List.of();
  }
}
