package decodefab.accuracy;

import decodefab.reference.Agreement;
import decodefab.reference.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Compares models with the float reference over the same windows, position by position. */
final class Comparer {
  /** A model: each call begins a sequence, which takes a token and gives the logits after it. */
  interface Sequences extends Supplier<IntFunction<float[]>> {}

  private final Windows windows;
  private final List<List<float[]>> expected = new ArrayList<>();

  /** Runs the reference, whose logits are kept. */
  Comparer(Windows windows, Sequences reference) {
    this.windows = windows;
    for (List<Integer> window : windows.windows()) {
      IntFunction<float[]> sequence = reference.get();
      expected.add(window.stream().map(sequence::apply).toList());
    }
  }

  /** Positions of a run. */
  int positions() {
    return windows.positions();
  }

  /** Runs a model over all windows. */
  Comparison compare(Sequences model) {
    Sums sums = new Sums();
    for (int w = 0; w < expected.size(); w++) {
      List<Integer> tokens = windows.windows().get(w);
      IntFunction<float[]> sequence = model.get();
      for (int i = 0; i < tokens.size(); i++) {
        float[] right = expected.get(w).get(i);
        float[] judged = sequence.apply(tokens.get(i));
        sums.add(w, i, right, judged);
        if (i + 1 < tokens.size()) {
          sums.predict(tokens.get(i + 1), right, judged);
        }
      }
    }
    return sums.comparison();
  }

  private static final class Sums {
    private int positions;
    private int same;
    private double divergence;
    private double squares;
    private double worst = -1;
    private int worstWindow;
    private int worstPosition;
    private int predicted;
    private double surprise;
    private double referenceSurprise;

    void add(int window, int position, float[] right, float[] judged) {
      positions++;
      same += Agreement.argmax(right) == Agreement.argmax(judged) ? 1 : 0;
      double kl = Softmax.divergence(right, judged);
      divergence += kl;
      squares += kl * kl;
      if (kl > worst) {
        worst = kl;
        worstWindow = window;
        worstPosition = position;
      }
    }

    void predict(int next, float[] right, float[] judged) {
      predicted++;
      referenceSurprise -= Softmax.logProbability(right, next);
      double log = Softmax.logProbability(judged, next);
      surprise += Double.isNaN(log) ? Double.POSITIVE_INFINITY : -log;
    }

    Comparison comparison() {
      int count = Math.max(1, predicted);
      return new Comparison(
          positions,
          Interval.ofShare(same, positions),
          Interval.ofMean(divergence, squares, positions),
          worst,
          worstWindow,
          worstPosition,
          predicted,
          Math.exp(surprise / count),
          Math.exp(referenceSurprise / count));
    }
  }
}
