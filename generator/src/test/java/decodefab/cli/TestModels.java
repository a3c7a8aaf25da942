package decodefab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.diag.InputException;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelFolderReader;
import decodefab.model.ModelShape;
import decodefab.model.SyntheticWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole model folder of a few thousand made-up weights, whose tokens are letters. */
final class TestModels {
  private static final Map<String, String> MATRICES =
      Map.of(
          "attention.q", "self_attn.q_proj",
          "attention.k", "self_attn.k_proj",
          "attention.v", "self_attn.v_proj",
          "attention.o", "self_attn.o_proj",
          "mlp.gate", "mlp.gate_proj",
          "mlp.up", "mlp.up_proj",
          "mlp.down", "mlp.down_proj");

  private static final String TOKENIZER =
      """
      {"version": "1.0", "truncation": null, "padding": null,
       "added_tokens": [
         {"id": 1, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
          "normalized": false, "special": true},
         {"id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
          "normalized": false, "special": true}],
       "normalizer": null, "pre_tokenizer": null,
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
         "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
         "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
       "decoder": {"type": "Fuse"},
       "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
         "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
         "vocab": VOCAB, "merges": []}}
      """;

  private TestModels() {}

  /** Writes the folder; all of its tokens but the first three are single letters. */
  static void write(Path folder) throws IOException, InputException {
    TestDesigns.configOnly(folder, "LlamaForCausalLM");
    ModelShape shape = ModelFolderReader.readShape(folder);
    Files.write(folder.resolve("model.safetensors"), safetensors(shape));
    Map<String, Integer> vocab = new LinkedHashMap<>();
    vocab.put("<pad>", 0);
    vocab.put("<s>", 1);
    vocab.put("</s>", 2);
    String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,!?12345";
    for (int id = 3; id < shape.vocab(); id++) {
      vocab.put(letters.substring(id - 3, id - 2), id);
    }
    String json = TOKENIZER.replace("VOCAB", new ObjectMapper().writeValueAsString(vocab));
    Files.writeString(folder.resolve("tokenizer.json"), json);
  }

  private static byte[] safetensors(ModelShape shape) throws IOException, InputException {
    SyntheticWeights weights = new SyntheticWeights(shape, 3);
    Map<String, Object> header = new LinkedHashMap<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    add(header, data, "model.embed_tokens.weight", weights.matrix("embedding"));
    add(header, data, "model.norm.weight", weights.vector("final_norm"));
    for (int layer = 0; layer < shape.layers(); layer++) {
      String from = "layers." + layer + ".";
      String to = "model.layers." + layer + ".";
      add(header, data, to + "input_layernorm.weight", weights.vector(from + "attention_norm"));
      add(header, data, to + "post_attention_layernorm.weight", weights.vector(from + "mlp_norm"));
      for (Map.Entry<String, String> name : MATRICES.entrySet()) {
        add(header, data, to + name.getValue() + ".weight", weights.matrix(from + name.getKey()));
      }
    }
    byte[] text = new ObjectMapper().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(text.length).put(text).put(data.toByteArray()).array();
  }

  private static void add(
      Map<String, Object> header, ByteArrayOutputStream data, String name, FloatMatrix matrix)
      throws InputException {
    int start = data.size();
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      data.writeBytes(bytes(row));
    }
    entry(header, data, name, start, List.of(matrix.rows(), matrix.cols()));
  }

  private static void add(
      Map<String, Object> header, ByteArrayOutputStream data, String name, float[] vector) {
    int start = data.size();
    data.writeBytes(bytes(vector));
    entry(header, data, name, start, List.of(vector.length));
  }

  private static void entry(
      Map<String, Object> header,
      ByteArrayOutputStream data,
      String name,
      int start,
      List<Integer> shape) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dtype", "F32");
    entry.put("shape", shape);
    entry.put("data_offsets", List.of(start, data.size()));
    header.put(name, entry);
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }
}
