package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code config.json} of a Hugging Face model folder to a {@link ModelShape}.
 *
 * <p>Keys, their meaning and the defaults of absent ones are those of {@code LlamaConfig} in the
 * transformers library, versions 4 and 5 (which moved the rotary keys into {@code
 * rope_parameters}). What this family of models can vary but the compiler does not build is
 * refused, never ignored.
 */
public final class HuggingFaceConfigReader {
  /** The architectures that can be read. */
  static final List<String> ARCHITECTURES = List.of("LlamaForCausalLM");

  private static final int MAX_BYTES = 1 << 20;

  private HuggingFaceConfigReader() {}

  /**
   * Reads the shape of a model.
   *
   * @throws InputException with every fault of the file at once
   */
  public static ModelShape read(Path file) throws InputException {
    JsonFields config = new JsonFields(JsonFile.readObject(file, MAX_BYTES), ModelFiles.name(file));
    checkArchitecture(config);
    // An unknown architecture may use other keys: faults in them would only mislead.
    config.finish();
    checkVariations(config);
    return shape(config);
  }

  /**
   * How the matrices of the folder are packed; empty where they are floats.
   *
   * @throws InputException with what cannot be read of {@code quantization_config}
   */
  static Optional<Packing> packing(Path file) throws InputException {
    return PackingReader.read(
        new JsonFields(JsonFile.readObject(file, MAX_BYTES), ModelFiles.name(file)));
  }

  private static void checkArchitecture(JsonFields config) {
    Optional<JsonNode> names = config.find("architectures");
    boolean one = names.isPresent() && names.get().isArray() && names.get().size() == 1;
    if (!one || !names.get().get(0).isTextual()) {
      config.bad("\"architectures\" must name one architecture", "such as " + supported());
    } else if (!ARCHITECTURES.contains(names.get().get(0).textValue())) {
      config.note(
          ModelCode.UNSUPPORTED_ARCHITECTURE,
          "architecture " + JsonFields.shown(names.get().get(0)) + " is not supported",
          "supported: " + supported());
    }
  }

  private static String supported() {
    return String.join(", ", ARCHITECTURES);
  }

  private static void checkVariations(JsonFields config) {
    String act = config.textOr("hidden_act", "silu");
    if (!act.equals("silu")) {
      unsupported(config, "hidden_act", "\"silu\"");
    }
    for (String bias : List.of("attention_bias", "mlp_bias")) {
      if (config.truthOr(bias, false)) {
        unsupported(config, bias, "false: matrices without bias");
      }
    }
    for (String key : List.of("rope_scaling", "rope_parameters")) {
      config.find(key).ifPresent(v -> checkRope(config, key, v));
    }
    if (config.positiveOr("partial_rotary_factor", 1) != 1) {
      unsupported(config, "partial_rotary_factor", "1: whole heads are rotated");
    }
  }

  private static void checkRope(JsonFields config, String key, JsonNode value) {
    // Older files call the kind "type".
    JsonNode kind = value.has("rope_type") ? value.get("rope_type") : value.path("type");
    boolean plain = kind.isMissingNode() || kind.asText().equals("default");
    if (!value.isObject() || !plain || (key.equals("rope_scaling") && kind.isMissingNode())) {
      unsupported(config, key, "null or the type \"default\": plain rotary positions");
    }
  }

  private static void unsupported(JsonFields config, String key, String legal) {
    config.note(
        ModelCode.UNSUPPORTED_VARIATION,
        "\""
            + key
            + "\": "
            + config.find(key).map(JsonFields::shown).orElse("null")
            + " is not supported",
        "supported: " + legal);
  }

  private static ModelShape shape(JsonFields config) throws InputException {
    int vocab = config.integer("vocab_size", 1, ModelShape.MAX_VOCAB);
    int dim = config.integer("hidden_size", 1, ModelShape.MAX_DIM);
    int layers = config.integer("num_hidden_layers", 1, ModelShape.MAX_LAYERS);
    int context = config.integer("max_position_embeddings", 1, ModelShape.MAX_CONTEXT);
    int heads = config.integer("num_attention_heads", 1, ModelShape.MAX_HEADS);
    int kvHeads = config.integerOr("num_key_value_heads", heads, 1, ModelShape.MAX_HEADS);
    int headDim = config.integerOr("head_dim", dim / heads, 2, ModelShape.MAX_HEAD_DIM);
    int hidden = config.integer("intermediate_size", 1, ModelShape.MAX_HIDDEN);
    double eps = config.positiveOr("rms_norm_eps", 1e-6);
    double theta = theta(config);
    boolean tied = config.truthOr("tie_word_embeddings", false);
    OptionalInt bos = token(config, "bos_token_id", 1, vocab);
    OptionalInt eos = token(config, "eos_token_id", 2, vocab);
    config.finish();
    checkHeads(config, dim, heads, kvHeads, headDim);
    config.finish();
    return new ModelShape(
        vocab, dim, layers, context, heads, kvHeads, headDim, hidden, theta, eps, tied, bos, eos);
  }

  private static double theta(JsonFields config) {
    double outside = config.positiveOr("rope_theta", 10000);
    Optional<JsonNode> inside = config.find("rope_parameters").map(v -> v.get("rope_theta"));
    if (inside.isEmpty()) {
      return outside;
    }
    double theta = inside.get().isNumber() ? inside.get().doubleValue() : Double.NaN;
    if (!Double.isFinite(theta) || theta <= 0) {
      config.bad(
          "\"rope_parameters.rope_theta\" is " + JsonFields.shown(inside.get()),
          "a finite number above 0");
      return outside;
    }
    return theta;
  }

  private static void checkHeads(JsonFields config, int dim, int heads, int kvHeads, int headDim) {
    if (kvHeads > heads || heads % kvHeads != 0) {
      config.note(
          ModelCode.INCONSISTENT_SHAPE,
          "num_attention_heads " + heads + " is no multiple of num_key_value_heads " + kvHeads,
          "every key and value head serves the same number of query heads");
    }
    if (config.find("head_dim").isEmpty() && dim % heads != 0) {
      config.note(
          ModelCode.INCONSISTENT_SHAPE,
          "hidden_size " + dim + " is no multiple of num_attention_heads " + heads,
          "give head_dim where it is not hidden_size / num_attention_heads");
    } else if (headDim < 2 || headDim % 2 != 0) {
      config.note(
          ModelCode.INCONSISTENT_SHAPE,
          "the head length " + headDim + " is odd",
          "rotary positions turn pairs of elements");
    }
  }

  /** A token id; a list (several ends of text) counts by its first, absent by the default. */
  private static OptionalInt token(JsonFields config, String key, int fallback, int vocab) {
    Optional<JsonNode> value = config.find(key);
    if (value.isEmpty()) {
      boolean useDefault = !config.has(key) && fallback < vocab;
      return useDefault ? OptionalInt.of(fallback) : OptionalInt.empty();
    }
    List<Integer> ids = TokenIds.of(config, key, value.get(), vocab);
    return ids.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ids.get(0));
  }
}
