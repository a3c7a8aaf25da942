package decodefab.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints of GPTQ that cannot be taken as they are. */
class PackedRefusalTest {
  private static final String MATRIX = "model.layers.0.self_attn.q_proj";

  @TempDir private Path folder;

  /** A copy of a checkpoint in which one word of a tensor is another. */
  private Path changed(String name, String tensor, int index, int word) throws IOException {
    for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
      Files.copy(ImportFixtures.FOLDER.resolve(name).resolve(file), folder.resolve(file));
    }
    Path file = folder.resolve("model.safetensors");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(bytes.getLong(0));
    JsonNode offsets =
        new ObjectMapper()
            .readTree(bytes.array(), Long.BYTES, header)
            .get(tensor)
            .get("data_offsets");
    bytes.putInt(Long.BYTES + header + offsets.get(0).intValue() + Integer.BYTES * index, word);
    Files.write(file, bytes.array());
    return folder;
  }

  /** Groups that are no neighbours, as activation order makes them. */
  @ParameterizedTest
  @CsvSource({"gptq,0,1", "gptq,15,1", "gptq,31,0", "gptq_sym,5,-1"})
  void refusesGroupsOutOfOrder(String name, int input, int group) throws IOException {
    Path model = changed(name, MATRIX + ".g_idx", input, group);
    assertThatThrownBy(() -> ModelReader.read(model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF631")
        .hasMessageContaining(MATRIX + ".g_idx")
        .hasMessageContaining("puts input " + input + " in group " + group);
  }

  /** Zero points are stored less one: 15 would be 16, which no code of 4 bits is. */
  @Test
  void refusesZeroPointBeyondTheCodes() throws Exception {
    refusesZero(
        changed("gptq", MATRIX + ".qzeros", 4, 0x7777_7F77),
        "row 2, column 16: the zero point is 16, more than a code can be");
  }

  @Test
  void refusesZeroPointOfSymmetricCodesThatIsNotTheMiddle() throws Exception {
    refusesZero(
        changed("gptq_sym", MATRIX + ".qzeros", 0, 0x7F80_7F7F),
        "row 2, column 0: the zero point is 129, but config.json says \"sym\": true");
  }

  private static void refusesZero(Path folder, String message) throws Exception {
    QuantizedMatrix matrix =
        (QuantizedMatrix) ModelReader.read(folder).weights().matrix("layers.0.attention.q");
    assertThatThrownBy(matrix::load)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF632")
        .hasMessageContaining(MATRIX + ".qzeros")
        .hasMessageContaining(message);
  }
}
