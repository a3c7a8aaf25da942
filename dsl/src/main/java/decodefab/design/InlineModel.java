package decodefab.design;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * The shape of a Llama-like model, without weights: rmsnorm, grouped-query attention with rotary
 * positions, SwiGLU, residual sums, a linear head.
 *
 * @param vocab number of tokens
 * @param dim length of the vector between layers
 * @param layers number of layers
 * @param context longest sequence, in tokens
 * @param heads query heads
 * @param kvHeads key and value heads; divides {@code heads}
 * @param headDim length of one head's vectors; even, because rotary positions turn pairs
 * @param hidden length of the vector inside SwiGLU
 * @param ropeTheta base of the rotary frequencies
 * @param normEps what rmsnorm adds to the mean square
 * @param tied whether the head uses the embedding's matrix
 */
public record InlineModel(
    int vocab,
    int dim,
    int layers,
    int context,
    int heads,
    int kvHeads,
    int headDim,
    int hidden,
    double ropeTheta,
    double normEps,
    boolean tied,
    Span span)
    implements ModelSource {
  public InlineModel {
    Objects.requireNonNull(span, "span");
    requirePositive(vocab, "vocab");
    requirePositive(dim, "dim");
    requirePositive(layers, "layers");
    requirePositive(context, "context");
    requirePositive(heads, "heads");
    requirePositive(kvHeads, "kvHeads");
    requirePositive(headDim, "headDim");
    requirePositive(hidden, "hidden");
    if (heads % kvHeads != 0) {
      throw new IllegalArgumentException("heads is no multiple of kvHeads");
    }
    if (headDim % 2 != 0) {
      throw new IllegalArgumentException("headDim is odd");
    }
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is below 1");
    }
  }
}
