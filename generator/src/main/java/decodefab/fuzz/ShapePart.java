package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model.
 *
 * @param vocab tokens
 * @param dim length of the residual vector
 * @param layers layers
 * @param context positions
 * @param kvHeads key and value heads
 * @param share query heads of each
 * @param headDim length of a head's vector
 * @param hidden length of the feed-forward vector
 * @param tied whether the head is the embedding
 * @param rope base of the rotary frequencies, as it is written
 * @param eps of the norms, as it is written
 */
record ShapePart(
    int vocab,
    int dim,
    int layers,
    int context,
    int kvHeads,
    int share,
    int headDim,
    int hidden,
    boolean tied,
    String rope,
    String eps)
    implements Part {
  static final String PLAIN_ROPE = "10000";
  static final String PLAIN_EPS = "1e-5";

  /** Query heads. */
  int heads() {
    return kvHeads * share;
  }

  /** Longest vector that a matrix is multiplied with. */
  int longest() {
    return Math.max(dim, Math.max(hidden, heads() * headDim));
  }

  @Override
  public List<String> clauses() {
    return List.of(
        "model {",
        "  vocab %d  dim %d  layers %d  context %d  head_dim %d  eps %s%s"
            .formatted(vocab, dim, layers, context, headDim, eps, tied ? "  tied" : ""),
        "  layer {",
        "    x += attention(rmsnorm(x), heads %d, kv_heads %d, rope %s)"
            .formatted(heads(), kvHeads, rope),
        "    x += swiglu(rmsnorm(x), hidden %d)".formatted(hidden),
        "  }",
        "  head linear(rmsnorm(x))",
        "}");
  }

  @Override
  public String summary() {
    return "dim %d hidden %d heads %d/%d of %d layers %d context %d"
        .formatted(dim, hidden, heads(), kvHeads, headDim, layers, context);
  }

  @Override
  public List<String> bins() {
    return List.of(
        layers == 1 ? "one layer" : "several layers",
        share == 1 ? "own kv heads" : "shared kv heads",
        kvHeads == 1 ? "one kv head" : "several kv heads",
        dim % 2 == 1 ? "odd dim" : dim % 8 == 0 ? "dim of eights" : "even dim",
        hidden % 2 == 1 ? "odd hidden" : "even hidden",
        heads() * headDim == dim ? "heads fill dim" : "heads apart from dim",
        Integer.bitCount(headDim) == 1 ? "head of a power of two" : "other head",
        ShapeDimension.isLong(this) ? "one kv head's scores at a time" : "all scores at once",
        tied ? "tied head" : "own head");
  }

  @Override
  public List<Part> simpler() {
    List<Part> parts = new ArrayList<>();
    Stream.of(
            sized(8, 16, 1, 16, 1, 1, headDim, 8),
            sized(vocab, dim, 1, context, kvHeads, share, headDim, hidden),
            sized(vocab, dim, layers, Math.min(context, 16), kvHeads, share, headDim, hidden),
            sized(Math.min(vocab, 8), dim, layers, context, kvHeads, share, headDim, hidden),
            sized(vocab, dim, layers, context, kvHeads, share, headDim, Math.min(hidden, 8)),
            sized(vocab, Math.min(dim, 16), layers, context, kvHeads, share, headDim, hidden),
            sized(vocab, dim, layers, context, 1, share, headDim, hidden),
            sized(vocab, dim, layers, context, kvHeads, 1, headDim, hidden),
            sized(vocab, dim, layers, context, kvHeads, share, even(headDim / 2), hidden),
            sized(vocab, half(dim), layers, context, kvHeads, share, headDim, hidden),
            sized(vocab, dim, layers, context, kvHeads, share, headDim, half(hidden)),
            sized(half(vocab), dim, layers, context, kvHeads, share, headDim, hidden),
            sized(vocab, dim, layers, half(context), kvHeads, share, headDim, hidden),
            sized(vocab, dim, layers, context, kvHeads, share, headDim, hidden))
        .filter(part -> !part.equals(this) && part.size() <= size())
        .forEach(parts::add);
    return parts;
  }

  /** The same in other sizes, with all else plain. */
  private ShapePart sized(
      int v, int d, int layerCount, int positions, int kv, int sharing, int head, int h) {
    return new ShapePart(
        v, d, layerCount, positions, kv, sharing, head, h, false, PLAIN_ROPE, PLAIN_EPS);
  }

  private static int half(int size) {
    return Math.max(2, size / 2);
  }

  private static int even(int size) {
    return Math.max(2, size & ~1);
  }

  private long size() {
    return (long) vocab + dim + hidden + (long) layers * heads() * headDim + context;
  }
}
