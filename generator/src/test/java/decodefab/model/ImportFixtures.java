package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Models that make_import_fixtures.py has made, and what their tensors stand for. */
final class ImportFixtures {
  static final Path FOLDER =
      Path.of(System.getProperty("decodefab.home"), "generator/src/test/resources/imports");

  private ImportFixtures() {}

  static JsonNode expected(String model) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("expected.json").toFile()).get(model);
  }

  /** SHA-256 of a tensor's values, as the script computes it. */
  static String digest(ModelWeights weights, JsonNode expected, String name) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    if (expected.get("shape").size() == 1) {
      digest.update(bytes(weights.vector(name)));
    } else {
      FloatMatrix matrix = weights.matrix(name);
      float[] row = new float[matrix.cols()];
      for (int r = 0; r < matrix.rows(); r++) {
        matrix.row(r, row);
        digest.update(bytes(row));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value + 0f);
    }
    return bytes.array();
  }
}
