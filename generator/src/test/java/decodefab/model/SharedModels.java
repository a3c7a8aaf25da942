package decodefab.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** The test models in the folder beside the checkout; a test without them is skipped. */
public final class SharedModels {
  private SharedModels() {}

  /** The folder of one model. */
  public static Path folder(String name) {
    Path folder = root().resolve(name);
    assumeTrue(Files.isDirectory(folder), "no shared test model " + name + " beside the checkout");
    return folder;
  }

  /** What the transformers library computes for a model: prompt, tokens, margins. */
  public static JsonNode greedy(String name) throws IOException {
    JsonNode all =
        new ObjectMapper().readTree(Files.readAllBytes(root().resolve("greedy-float32.json")));
    assumeTrue(all.has(name), "no greedy tokens are recorded for " + name);
    return all.get(name);
  }

  /** A JSON list of whole numbers. */
  public static int[] ints(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }

  private static Path root() {
    String home = System.getProperty("decodefab.home");
    return Path.of(home).resolveSibling("shared").resolve("models");
  }
}
