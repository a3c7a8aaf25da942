package decodefab.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A sound GGUF file to damage, since none ships: a Llama of one small layer whose weights are all
 * zero, in some of the types that there are.
 */
final class GgufSample {
  private static final int DIM = 32;
  private static final int VOCAB = 40;
  private static final int ALIGNMENT = 32;

  /** Numbers of types in the file. */
  private static final int F32 = 0;

  private static final int F16 = 1;
  private static final int Q4_0 = 2;
  private static final int Q8_0 = 8;

  private static final int WORD = 4;
  private static final int INT = 5;
  private static final int REAL = 6;
  private static final int TEXT = 8;
  private static final int LIST = 9;

  private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private int keyCount;
  private int tensorCount;
  private int place;

  private GgufSample() {}

  /** The file. */
  static byte[] bytes() {
    return new GgufSample().write();
  }

  private byte[] write() {
    keys();
    matrix("token_embd", VOCAB, Q8_0, 34);
    vector("blk.0.attn_norm");
    for (String part : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
      matrix("blk.0." + part, DIM, Q4_0, 18);
    }
    vector("blk.0.ffn_norm");
    matrix("blk.0.ffn_gate", DIM, Q4_0, 18);
    matrix("blk.0.ffn_up", DIM, Q8_0, 34);
    matrix("blk.0.ffn_down", DIM, F16, 2 * DIM);
    vector("output_norm");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.UTF_8));
    file.writeBytes(word(3));
    file.writeBytes(wide(tensorCount));
    file.writeBytes(wide(keyCount));
    file.writeBytes(keys.toByteArray());
    file.writeBytes(tensors.toByteArray());
    file.writeBytes(new byte[padded(file.size()) - file.size() + place]);
    return file.toByteArray();
  }

  private void keys() {
    key("general.architecture", TEXT, text("llama"));
    key("llama.context_length", WORD, word(64));
    key("llama.embedding_length", WORD, word(DIM));
    key("llama.block_count", WORD, word(1));
    key("llama.feed_forward_length", WORD, word(DIM));
    key("llama.attention.head_count", WORD, word(2));
    key("llama.attention.layer_norm_rms_epsilon", REAL, real(1e-5f));
    key("tokenizer.ggml.model", TEXT, text("llama"));
    key("tokenizer.ggml.bos_token_id", WORD, word(1));
    key("tokenizer.ggml.eos_token_id", WORD, word(2));
    key("tokenizer.ggml.unknown_token_id", WORD, word(0));
    List<byte[]> pieces = new ArrayList<>();
    List<byte[]> scores = new ArrayList<>();
    List<byte[]> types = new ArrayList<>();
    for (int token = 0; token < VOCAB; token++) {
      // Three marks, the space, letters, and tokens of two of them.
      String piece =
          switch (token) {
            case 0 -> "<unk>";
            case 1 -> "<s>";
            case 2 -> "</s>";
            case 3 -> "\u2581";
            default ->
                token < 30
                    ? String.valueOf((char) ('a' + token - 4))
                    : "" + (char) ('a' + token - 30) + (char) ('b' + token - 30);
          };
      pieces.add(text(piece));
      scores.add(real(-token));
      types.add(word(token == 0 ? 2 : token < 3 ? 3 : 1));
    }
    list("tokenizer.ggml.tokens", TEXT, pieces);
    list("tokenizer.ggml.scores", REAL, scores);
    list("tokenizer.ggml.token_type", INT, types);
  }

  private void key(String name, int type, byte[] value) {
    keys.writeBytes(text(name));
    keys.writeBytes(word(type));
    keys.writeBytes(value);
    keyCount++;
  }

  private void list(String name, int type, List<byte[]> values) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes(word(type));
    list.writeBytes(wide(values.size()));
    values.forEach(list::writeBytes);
    key(name, LIST, list.toByteArray());
  }

  private void matrix(String name, int rows, int type, int rowBytes) {
    tensor(name, type, rows * rowBytes, DIM, rows);
  }

  private void vector(String name) {
    tensor(name, F32, DIM * Float.BYTES, DIM);
  }

  private void tensor(String name, int type, int bytes, int... sizes) {
    tensors.writeBytes(text(name + ".weight"));
    tensors.writeBytes(word(sizes.length));
    for (int size : sizes) {
      tensors.writeBytes(wide(size));
    }
    tensors.writeBytes(word(type));
    tensors.writeBytes(wide(place));
    tensorCount++;
    place = padded(place + bytes);
  }

  private static int padded(int size) {
    return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
  }

  private static byte[] text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(wide(bytes.length));
    text.writeBytes(bytes);
    return text.toByteArray();
  }

  private static byte[] real(float value) {
    return word(Float.floatToIntBits(value));
  }

  private static byte[] word(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] wide(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
