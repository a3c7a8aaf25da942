package decodefab.model;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The sizes of a Llama-family decoder: RMSNorm, rotary positions, grouped-query attention, SwiGLU.
 *
 * <p>The constructor holds the ranges below and what ties them together: {@code heads} is a
 * multiple of {@code kvHeads}, {@code headDim} is even (rotation works on pairs), tokens lie inside
 * the vocabulary. The upper limits are far above any published model and keep every product of two
 * of these numbers inside a {@code long}.
 *
 * @param vocab tokens of the vocabulary, 1..2^24
 * @param dim length of the residual vector, 1..2^20
 * @param layers decoder layers, 1..4096
 * @param context positions of the longest sequence, 1..2^24
 * @param heads query heads, 1..4096
 * @param kvHeads key and value heads, 1..heads
 * @param headDim length of one head's vector, 2..4096; {@code heads * headDim} need not equal dim
 * @param hidden length of the feed-forward vector, 1..2^22
 * @param ropeTheta base of the rotary frequencies, finite and above 0
 * @param normEps what RMSNorm adds to the mean square, finite and above 0
 * @param tiedHead whether the output matrix is the embedding
 * @param bosToken token that begins a sequence, where there is one
 * @param eosToken token that ends a sequence, where there is one
 */
public record ModelShape(
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
    boolean tiedHead,
    OptionalInt bosToken,
    OptionalInt eosToken) {
  /** Largest legal {@link #vocab}. */
  public static final int MAX_VOCAB = 1 << 24;

  /** Largest legal {@link #dim}. */
  public static final int MAX_DIM = 1 << 20;

  /** Largest legal {@link #layers}. */
  public static final int MAX_LAYERS = 4096;

  /** Largest legal {@link #context}. */
  public static final int MAX_CONTEXT = 1 << 24;

  /** Largest legal {@link #heads}. */
  public static final int MAX_HEADS = 4096;

  /** Largest legal {@link #headDim}. */
  public static final int MAX_HEAD_DIM = 4096;

  /** Largest legal {@link #hidden}. */
  public static final int MAX_HIDDEN = 1 << 22;

  /** Checks the ranges given above; throws {@link IllegalArgumentException} where one is left. */
  public ModelShape {
    Objects.requireNonNull(bosToken, "bosToken");
    Objects.requireNonNull(eosToken, "eosToken");
    range("vocab", vocab, 1, MAX_VOCAB);
    range("dim", dim, 1, MAX_DIM);
    range("layers", layers, 1, MAX_LAYERS);
    range("context", context, 1, MAX_CONTEXT);
    range("heads", heads, 1, MAX_HEADS);
    range("kv_heads", kvHeads, 1, heads);
    range("head_dim", headDim, 2, MAX_HEAD_DIM);
    range("hidden", hidden, 1, MAX_HIDDEN);
    require(heads % kvHeads == 0, "heads " + heads + " is no multiple of kv_heads " + kvHeads);
    require(headDim % 2 == 0, "head_dim " + headDim + " is odd");
    require(Double.isFinite(ropeTheta) && ropeTheta > 0, "rope_theta " + ropeTheta);
    require(Double.isFinite(normEps) && normEps > 0, "norm_eps " + normEps);
    bosToken.ifPresent(t -> range("bos", t, 0, vocab - 1));
    eosToken.ifPresent(t -> range("eos", t, 0, vocab - 1));
  }

  /**
   * The same with the first layers alone.
   *
   * @param count how many, 1 to {@link #layers}
   */
  public ModelShape withLayers(int count) {
    range("layers", count, 1, layers);
    return new ModelShape(
        vocab, dim, count, context, heads, kvHeads, headDim, hidden, ropeTheta, normEps, tiedHead,
        bosToken, eosToken);
  }

  /** Length of the concatenated query heads: {@code heads * headDim}. */
  public int queryDim() {
    return heads * headDim;
  }

  /** Length of the concatenated key (or value) heads: {@code kvHeads * headDim}. */
  public int kvDim() {
    return kvHeads * headDim;
  }

  /** Query heads that share one key and value head. */
  public int groupSize() {
    return heads / kvHeads;
  }

  /** Weights of the whole model; a tied head counts once. */
  public long parameterCount() {
    long embedding = (long) vocab * dim;
    long attention = 2L * dim * queryDim() + 2L * dim * kvDim();
    long mlp = 3L * dim * hidden;
    long norms = 2L * dim;
    return (tiedHead ? 1 : 2) * embedding + layers * (attention + mlp + norms) + dim;
  }

  /** One line, the same for equal shapes, in the words of the design language. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("vocab ").append(vocab).append(" dim ").append(dim);
    text.append(" layers ").append(layers).append(" context ").append(context);
    text.append(" heads ").append(heads).append(" kv_heads ").append(kvHeads);
    text.append(" head_dim ").append(headDim).append(" hidden ").append(hidden);
    text.append(" rope_theta ").append(ropeTheta).append(" norm_eps ").append(normEps);
    text.append(tiedHead ? " head tied" : " head separate");
    bosToken.ifPresent(t -> text.append(" bos ").append(t));
    eosToken.ifPresent(t -> text.append(" eos ").append(t));
    return text.toString();
  }

  private static void range(String what, int value, int low, int high) {
    require(value >= low && value <= high, what + " " + value + " outside " + low + ".." + high);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
