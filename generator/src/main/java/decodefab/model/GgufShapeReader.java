package decodefab.model;

import decodefab.diag.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The metadata of a GGUF file to a {@link ModelShape}. Keys are those of GGUF's specification for
 * the architecture {@code llama}. What this family can vary but the compiler does not build is
 * refused, never ignored.
 */
final class GgufShapeReader {
  private static final String ARCHITECTURE = "general.architecture";
  private static final String LLAMA = "llama";
  private static final String KEY_LENGTH = "llama.attention.key_length";
  private static final String VALUE_LENGTH = "llama.attention.value_length";
  private static final String ROTATED = "llama.rope.dimension_count";

  private GgufShapeReader() {}

  /** Reads the shape of a model; refuses it with every fault of the metadata at once. */
  static ModelShape read(GgufFile file) throws InputException {
    GgufFields fields = file.fields();
    if (!fields.textOr(ARCHITECTURE, "").equals(LLAMA)) {
      fields.note(
          ModelCode.UNSUPPORTED_ARCHITECTURE,
          fields.shown(ARCHITECTURE) + ", which is not supported",
          "supported: " + LLAMA);
    }
    // An unknown architecture uses other keys: faults in them would only mislead.
    fields.finish();
    checkVariations(fields);
    int vocab = vocab(file);
    int dim = fields.integer("llama.embedding_length", 1, ModelShape.MAX_DIM);
    int layers = fields.integer("llama.block_count", 1, ModelShape.MAX_LAYERS);
    int context = fields.integer("llama.context_length", 1, ModelShape.MAX_CONTEXT);
    int hidden = fields.integer("llama.feed_forward_length", 1, ModelShape.MAX_HIDDEN);
    int heads = fields.integer("llama.attention.head_count", 1, ModelShape.MAX_HEADS);
    int kvHeads = fields.integerOr("llama.attention.head_count_kv", heads, 1, ModelShape.MAX_HEADS);
    int headDim = fields.integerOr(KEY_LENGTH, dim / heads, 2, ModelShape.MAX_HEAD_DIM);
    double theta = fields.positiveOr("llama.rope.freq_base", 10000);
    String epsKey = "llama.attention.layer_norm_rms_epsilon";
    if (fields.find(epsKey).isEmpty()) {
      fields.bad("\"" + epsKey + "\" is missing", "a finite number above 0");
    }
    double eps = fields.positiveOr(epsKey, 1e-5);
    OptionalInt bos = token(fields, "tokenizer.ggml.bos_token_id", vocab);
    OptionalInt eos = token(fields, "tokenizer.ggml.eos_token_id", vocab);
    fields.finish();
    checkHeads(fields, dim, heads, kvHeads, headDim);
    fields.finish();
    boolean tied = !file.tensors().containsKey("output.weight");
    return new ModelShape(
        vocab, dim, layers, context, heads, kvHeads, headDim, hidden, theta, eps, tied, bos, eos);
  }

  /** A token that the metadata names; empty where it does not. */
  static OptionalInt token(GgufFields fields, String key, int vocab) {
    return fields.find(key).isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(fields.integerOr(key, 0, 0, vocab - 1));
  }

  /** The embedding's rows; the metadata may say so too. */
  private static int vocab(GgufFile file) {
    GgufFields fields = file.fields();
    Optional<List<Long>> shape =
        Optional.ofNullable(file.tensors().get("token_embd.weight")).map(GgufTensor::shape);
    long rows = shape.filter(s -> s.size() == 2).map(List::getFirst).orElse(0L);
    if (rows < 1 || rows > ModelShape.MAX_VOCAB) {
      fields.note(
          ModelCode.MISSING_TENSOR,
          "tensor token_embd.weight " + shape.map(s -> "has the shape " + s).orElse("is missing"),
          "it has a row for each token, at most " + ModelShape.MAX_VOCAB);
      return 1;
    }
    int vocab = fields.integerOr("llama.vocab_size", (int) rows, 1, ModelShape.MAX_VOCAB);
    if (vocab != rows) {
      fields.note(
          ModelCode.INCONSISTENT_SHAPE,
          fields.shown("llama.vocab_size") + " but token_embd.weight has " + rows + " rows",
          "each token has a row");
    }
    return (int) rows;
  }

  private static void checkVariations(GgufFields fields) {
    Map<String, String> plain =
        Map.of("llama.rope.scaling.type", "none", "llama.attention.sliding_window", "");
    plain.forEach(
        (key, value) ->
            fields
                .find(key)
                .filter(v -> !v.equals(new GgufValue.Text(value)))
                .ifPresent(
                    v -> unsupported(fields, key, "absent: plain rotary positions and attention")));
    for (String key : List.of("llama.expert_count", "split.count")) {
      fields
          .find(key)
          .filter(v -> !(v instanceof GgufValue.Whole w && w.value() <= 1))
          .ifPresent(
              v -> unsupported(fields, key, "absent: one file, one feed-forward part a layer"));
    }
    for (String key :
        List.of("llama.rope.scale_linear", "llama.rope.scaling.factor", "llama.logit_scale")) {
      fields
          .find(key)
          .filter(v -> !v.equals(new GgufValue.Real(1)))
          .ifPresent(v -> unsupported(fields, key, "absent or 1"));
    }
  }

  private static void unsupported(GgufFields fields, String key, String legal) {
    fields.note(
        ModelCode.UNSUPPORTED_VARIATION,
        fields.shown(key) + ", which is not supported",
        "supported: " + legal);
  }

  private static void checkHeads(GgufFields fields, int dim, int heads, int kvHeads, int headDim) {
    if (kvHeads > heads || heads % kvHeads != 0) {
      fields.note(
          ModelCode.INCONSISTENT_SHAPE,
          "head_count " + heads + " is no multiple of head_count_kv " + kvHeads,
          "every key and value head serves the same number of query heads");
    }
    if (fields.find(KEY_LENGTH).isEmpty() && dim % heads != 0) {
      fields.note(
          ModelCode.INCONSISTENT_SHAPE,
          "embedding_length " + dim + " is no multiple of head_count " + heads,
          "give key_length where it is not embedding_length / head_count");
    } else if (headDim < 2 || headDim % 2 != 0) {
      fields.note(
          ModelCode.INCONSISTENT_SHAPE,
          "the head length " + headDim + " is odd",
          "rotary positions turn pairs of elements");
    } else {
      for (String key : List.of(VALUE_LENGTH, ROTATED)) {
        if (fields.integerOr(key, headDim, 0, Integer.MAX_VALUE) != headDim) {
          unsupported(fields, key, "the head length " + headDim);
        }
      }
    }
  }
}
