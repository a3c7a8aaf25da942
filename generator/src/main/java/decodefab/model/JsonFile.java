package decodefab.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decodefab.diag.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads JSON from files that nobody vouches for: bounded size and nesting, no key twice, nothing
 * after the value.
 */
final class JsonFile {
  /** No published model file nests deeper than about ten. */
  private static final int MAX_NESTING = 64;

  private static final int MAX_STRING = 1 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_STRING)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a whole file as one JSON object.
   *
   * @param maxBytes refuses the file above this size, before reading it
   */
  static JsonNode readObject(Path file, int maxBytes) throws InputException {
    byte[] bytes = readBytes(file, maxBytes);
    return parseObject(bytes, ModelFiles.name(file));
  }

  /** Parses one JSON object; {@code where} names the file in messages. */
  static JsonNode parseObject(byte[] bytes, String where) throws InputException {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw malformed(where + place(e.getLocation()) + ": " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw malformed(where + ": not readable as Unicode text");
    }
    if (!node.isObject()) {
      throw malformed(where + ": expected one JSON object");
    }
    return node;
  }

  private static byte[] readBytes(Path file, int maxBytes) throws InputException {
    ModelFiles.requireFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw ModelCode.TOO_LARGE.exception(
            ModelFiles.name(file) + " is larger than " + maxBytes + " bytes",
            "no file of this kind is that large; is it the right file?");
      }
      return bytes;
    } catch (IOException e) {
      throw ModelFiles.unreadable(file, e);
    }
  }

  private static InputException malformed(String message) {
    return ModelCode.MALFORMED_JSON.exception(message, "the file must hold one JSON object");
  }

  private static String place(JsonLocation location) {
    if (location == null || location.getLineNr() < 1) {
      return "";
    }
    return ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
