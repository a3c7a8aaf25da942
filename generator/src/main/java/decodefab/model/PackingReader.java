package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.InputException;
import java.util.Locale;
import java.util.Optional;

/** {@code quantization_config} of a config.json: AWQ's or GPTQ's. */
final class PackingReader {
  private static final String KEY = "quantization_config";
  private static final int MAX_GROUP = 65_536;

  private final JsonFields config;
  private final JsonFields fields;

  private PackingReader(JsonFields config, JsonNode node) {
    this.config = config;
    this.fields = new JsonFields(node, "config.json " + KEY);
  }

  /**
   * How matrices are packed; empty where config.json does not speak of it.
   *
   * @throws InputException with what cannot be read of it
   */
  static Optional<Packing> read(JsonFields config) throws InputException {
    Optional<JsonNode> node = config.find(KEY);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!node.get().isObject()) {
      config.bad("\"" + KEY + "\" is " + JsonFields.shown(node.get()), "an object");
      config.finish();
    }
    return Optional.of(new PackingReader(config, node.get()).packing());
  }

  private Packing packing() throws InputException {
    String method = fields.textOr("quant_method", "").toLowerCase(Locale.ROOT);
    Packing packing =
        switch (method) {
          case "awq" -> awq();
          case "gptq" -> gptq();
          default -> {
            config.note(
                ModelCode.UNSUPPORTED_QUANTIZATION,
                "\"quant_method\" \"" + Quote.name(method) + "\" is not supported",
                "supported: awq and gptq, or weights stored as F32, F16 or BF16");
            yield new Packing(Packing.Kind.AWQ, 4, 0, false, false);
          }
        };
    fields.finish();
    config.finish();
    return packing;
  }

  private Packing awq() {
    int bits = fields.integer(fields.has("bits") ? "bits" : "w_bit", 4, 4);
    String version = fields.textOr("version", "gemm").toLowerCase(Locale.ROOT);
    if (!version.equals("gemm")) {
      unsupported("version", "\"gemm\"");
    }
    if (!fields.truthOr("zero_point", true)) {
      unsupported("zero_point", "true");
    }
    int group =
        group(
            fields.has("group_size") || !fields.has("q_group_size")
                ? "group_size"
                : "q_group_size");
    return new Packing(Packing.Kind.AWQ, bits, group, false, false);
  }

  private Packing gptq() {
    int bits = fields.integer("bits", 2, 8);
    if (Packing.WORD % bits != 0) {
      unsupported("bits", "2, 4 and 8");
      bits = 4;
    }
    String format = fields.textOr("checkpoint_format", "gptq");
    if (!format.equals("gptq") && !format.equals("gptq_v2")) {
      unsupported("checkpoint_format", "\"gptq\" and \"gptq_v2\"");
    }
    boolean symmetric = fields.truthOr("sym", true);
    return new Packing(
        Packing.Kind.GPTQ, bits, group("group_size"), symmetric, format.equals("gptq"));
  }

  /** Inputs that share a scale; the file writes -1 for all of them. */
  private int group(String key) {
    int group = fields.integer(key, -1, MAX_GROUP);
    if (group == 0) {
      unsupported(key, "-1, or 1 to " + MAX_GROUP);
    }
    return Math.max(group, 0);
  }

  private void unsupported(String key, String legal) {
    fields.note(
        ModelCode.UNSUPPORTED_QUANTIZATION,
        "\""
            + key
            + "\": "
            + fields.find(key).map(JsonFields::shown).orElse("null")
            + " is not supported",
        "supported: " + legal);
  }
}
