package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is run on the hardware.
 *
 * @param tokens tokens, at positions 0 to {@code tokens - 1}
 * @param seed of the made-up weights and of the tokens, as {@code simulate --synthetic} takes it
 * @param group positions whose probabilities share a scale, at least
 */
record RunPart(int tokens, int seed, int group) implements Part {
  @Override
  public List<String> clauses() {
    return List.of();
  }

  @Override
  public String summary() {
    return tokens == 1 ? "1 token" : tokens + " tokens";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>();
    bins.add(
        tokens == 1
            ? "1 token"
            : tokens <= 8 ? "2 to 8 tokens" : tokens <= 32 ? "9 to 32 tokens" : "more tokens");
    if (tokens > group) {
      bins.add("past a group of probabilities");
    }
    return bins;
  }

  @Override
  public List<Part> simpler() {
    return Stream.of(1, 2, tokens / 2, tokens - 1)
        .filter(count -> count > 0 && count < tokens)
        .distinct()
        .<Part>map(count -> new RunPart(count, seed, group))
        .toList();
  }
}
