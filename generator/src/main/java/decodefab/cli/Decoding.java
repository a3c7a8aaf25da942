package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.reference.Agreement;
import decodefab.reference.FloatReference;
import decodefab.sim.MismatchException;
import decodefab.sim.TokenResult;
import decodefab.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/** Decodes one sequence on a fabric: first the prompt's tokens, then those that are chosen. */
final class Decoding {
  private final Fabric fabric;
  private final TokenChooser chooser;
  private final Optional<FloatReference> reference;
  private final RunLog log = new RunLog();
  private final List<float[]> expected = new ArrayList<>();
  private final List<float[]> computed = new ArrayList<>();
  private int generated;

  /**
   * A decoding.
   *
   * @param reference a reference at position 0 to judge the logits by; each step computes it too
   */
  Decoding(Fabric fabric, TokenChooser chooser, Optional<FloatReference> reference) {
    this.fabric = Objects.requireNonNull(fabric, "fabric");
    this.chooser = Objects.requireNonNull(chooser, "chooser");
    this.reference = Objects.requireNonNull(reference, "reference");
  }

  /**
   * Decodes.
   *
   * @param prompt what it begins with, and how many tokens to choose at most
   * @param stops tokens that end the sequence; such a token counts as chosen
   * @param listener hears each chosen token as soon as it is known
   */
  void run(Prompt prompt, Set<Integer> stops, IntConsumer listener)
      throws MismatchException, ToolException, InputException, InterruptedException {
    int token = prompt.ids().getFirst();
    for (int position = 0; generated < prompt.tokens(); position++) {
      TokenResult result = step(position, token);
      if (position + 1 < prompt.ids().size()) {
        token = prompt.ids().get(position + 1);
      } else {
        token = chooser.choose(result);
        generated++;
        listener.accept(token);
        if (stops.contains(token)) {
          return;
        }
      }
    }
  }

  private TokenResult step(int position, int token)
      throws MismatchException, ToolException, InputException, InterruptedException {
    long start = System.nanoTime();
    TokenResult result =
        fabric.step(position, token, chooser.needsLogits() || reference.isPresent());
    log.add(result, System.nanoTime() - start);
    if (reference.isPresent()) {
      expected.add(reference.get().step(token));
      computed.add(result.logits().orElseThrow());
    }
    return result;
  }

  /** Tokens chosen so far. */
  int generated() {
    return generated;
  }

  /** What the counters said. */
  RunLog log() {
    return log;
  }

  /** How close the logits are to the reference's; empty without one. */
  Optional<Agreement> agreement() {
    return computed.isEmpty() ? Optional.empty() : Optional.of(Agreement.of(expected, computed));
  }
}
