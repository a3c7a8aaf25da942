package decodefab.model;

import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A GGUF file, whole: sizes, weights and tokenizer. */
final class GgufModelReader {
  /** Keys of the tokens that end a text or a turn of it. */
  private static final List<String> STOPS =
      List.of(
          "tokenizer.ggml.eos_token_id",
          "tokenizer.ggml.eot_token_id",
          "tokenizer.ggml.eom_token_id");

  private GgufModelReader() {}

  /** Reads a model; weights are mapped. */
  static LoadedModel read(Path path) throws InputException {
    GgufFile file = GgufFile.open(path);
    ModelShape shape = GgufShapeReader.read(file);
    LlamaWeights weights = GgufWeights.of(file, shape, path);
    Tokenizer tokenizer = GgufTokenizerReader.read(file.fields(), shape.vocab());
    NavigableSet<Integer> stops = new TreeSet<>();
    for (String key : STOPS) {
      GgufShapeReader.token(file.fields(), key, shape.vocab()).ifPresent(stops::add);
    }
    file.fields().finish();
    return new LoadedModel(shape, weights, tokenizer, stops, weights.files());
  }

  /** Reads sizes and stored formats. */
  static ModelOutline readOutline(Path path) throws InputException {
    GgufFile file = GgufFile.open(path);
    return ModelOutline.of(GgufWeights.of(file, GgufShapeReader.read(file), path));
  }
}
