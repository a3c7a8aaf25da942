package decodefab.model;

import decodefab.diag.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A model as read from a folder.
 *
 * @param shape its sizes
 * @param weights its weights, read when asked for
 * @param tokenizer text to tokens and back; never yields a token outside the shape's vocabulary
 * @param stopTokens tokens that end a text: those of config.json and of generation_config.json
 * @param weightFiles the files that the weights lie in, sorted by name
 */
public record LoadedModel(
    ModelShape shape,
    ModelWeights weights,
    Tokenizer tokenizer,
    NavigableSet<Integer> stopTokens,
    List<Path> weightFiles) {
  public LoadedModel {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(tokenizer, "tokenizer");
    stopTokens = Collections.unmodifiableNavigableSet(new TreeSet<>(stopTokens));
    weightFiles = List.copyOf(weightFiles);
  }

  /**
   * SHA-256 over the bytes of the weight files in order, as 64 hex digits. Reads all of them each
   * time it is asked.
   */
  public String sha256() throws InputException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (Path file : weightFiles) {
      try (InputStream in = Files.newInputStream(file)) {
        int count;
        while ((count = in.read(buffer)) > 0) {
          digest.update(buffer, 0, count);
        }
      } catch (IOException e) {
        throw ModelFiles.unreadable(file, e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
