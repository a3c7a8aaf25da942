package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** A Hugging Face model folder, whole: configuration, weights and tokenizer that fit together. */
public final class ModelFolderReader {
  private static final String CONFIG = "config.json";
  private static final String GENERATION = "generation_config.json";
  private static final String TOKENIZER = "tokenizer.json";
  private static final int MAX_BYTES = 1 << 20;

  private ModelFolderReader() {}

  /**
   * Reads a model. Weights are mapped, not read: the time does not depend on their size.
   *
   * @throws InputException with the faults of all files that could be judged
   */
  public static LoadedModel read(Path folder) throws InputException {
    requireFolder(folder);
    List<Diagnostic> problems = new ArrayList<>();
    Optional<ModelShape> shape =
        attempt(() -> HuggingFaceConfigReader.read(folder.resolve(CONFIG)), problems);
    Optional<Tokenizer> tokenizer =
        attempt(() -> HuggingFaceTokenizerReader.read(folder.resolve(TOKENIZER)), problems);
    // Weights and stop tokens can only be judged by the shape.
    Optional<LlamaWeights> weights =
        shape.flatMap(s -> attempt(() -> weights(folder, s), problems));
    Optional<NavigableSet<Integer>> stops =
        shape.flatMap(s -> attempt(() -> stopTokens(folder, s), problems));
    if (shape.isPresent() && tokenizer.isPresent()) {
      checkSizes(shape.get(), tokenizer.get(), problems);
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new LoadedModel(
        shape.orElseThrow(),
        weights.orElseThrow(),
        tokenizer.orElseThrow(),
        stops.orElseThrow(),
        weights.orElseThrow().files());
  }

  /**
   * Reads the sizes of a model only: what checking and planning a design need, so that a folder
   * without weights will do.
   *
   * @throws InputException with every fault of config.json
   */
  public static ModelShape readShape(Path folder) throws InputException {
    requireFolder(folder);
    return HuggingFaceConfigReader.read(folder.resolve(CONFIG));
  }

  /**
   * Reads sizes, and how weights are stored where they are quantized: of float weights nothing is
   * read, as above.
   *
   * @throws InputException with every fault of config.json, or of the weights' headers
   */
  static ModelOutline readOutline(Path folder) throws InputException {
    ModelShape shape = readShape(folder);
    return HuggingFaceConfigReader.packing(folder.resolve(CONFIG)).isPresent()
        ? ModelOutline.of(weights(folder, shape))
        : new ModelOutline(shape, Map.of());
  }

  private static LlamaWeights weights(Path folder, ModelShape shape) throws InputException {
    return FolderWeights.open(
        folder, shape, HuggingFaceConfigReader.packing(folder.resolve(CONFIG)));
  }

  private static void requireFolder(Path folder) throws InputException {
    if (!Files.isDirectory(folder)) {
      throw ModelCode.UNREADABLE.exception(
          "there is no model folder " + Quote.name(folder.toString()),
          "a model folder holds config.json, *.safetensors and tokenizer.json");
    }
  }

  /** One part of the reading. */
  @FunctionalInterface
  private interface Part<T> {
    T read() throws InputException;
  }

  private static <T> Optional<T> attempt(Part<T> part, List<Diagnostic> problems) {
    try {
      return Optional.of(part.read());
    } catch (InputException e) {
      problems.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  private static NavigableSet<Integer> stopTokens(Path folder, ModelShape shape)
      throws InputException {
    NavigableSet<Integer> stops = new TreeSet<>();
    shape.eosToken().ifPresent(stops::add);
    for (String name : List.of(CONFIG, GENERATION)) {
      Path file = folder.resolve(name);
      if (name.equals(CONFIG) || Files.exists(file)) {
        JsonNode json = JsonFile.readObject(file, MAX_BYTES);
        JsonFields fields = new JsonFields(json, name);
        fields
            .find("eos_token_id")
            .ifPresent(v -> stops.addAll(TokenIds.of(fields, "eos_token_id", v, shape.vocab())));
        fields.finish();
      }
    }
    return stops;
  }

  private static void checkSizes(ModelShape shape, Tokenizer tokenizer, List<Diagnostic> problems) {
    if (tokenizer.size() > shape.vocab()) {
      problems.add(
          ModelCode.TOKENIZER_MISMATCH.diagnostic(
              TOKENIZER
                  + " has tokens up to "
                  + (tokenizer.size() - 1)
                  + ", the model has "
                  + shape.vocab()
                  + " tokens",
              "vocab_size of " + CONFIG + " must cover every token of " + TOKENIZER));
    }
  }
}
