package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.diag.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GGUF files that lie: each is refused with a code, whatever it claims. */
class HostileGgufTest {
  @TempDir private Path folder;

  private record Lie(String name, UnaryOperator<GgufBuilder> change, String code, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final byte[] FLOATS = new byte[4 * 32];

  private static List<Lie> lies() {
    return List.of(
        new Lie("version 1", b -> b.version(1), "DF630", "is of version 1"),
        new Lie("big endian", b -> b.version(3 << 24), "DF630", "big-endian"),
        new Lie("keys", b -> b.keyCount(1L << 40), "DF630", "claims 1099511627776 keys"),
        new Lie("negative keys", b -> b.keyCount(-1), "DF630", "claims 18446744073709551615 keys"),
        new Lie("tensors", b -> b.tensorCount(1L << 62), "DF630", "tensors with"),
        new Lie("one tensor too many", b -> b.tensorCount(1), "DF630", "claims 1 tensors with"),
        new Lie(
            "length of a text",
            b -> b.key("a", 8, GgufBuilder.wide(Long.MAX_VALUE)),
            "DF630",
            "claims 9223372036854775807 bytes of \"a\""),
        new Lie("a key twice", b -> b.whole("a", 1).whole("a", 1), "DF630", "key \"a\" twice"),
        new Lie("unknown type", b -> b.key("a", 13, new byte[0]), "DF630", "unknown type 13"),
        new Lie("nested lists", b -> b.key("a", 9, nested(100)), "DF630", "more than 4 deep"),
        new Lie(
            "count of a list", b -> b.key("a", 9, list(4, 1L << 61)), "DF630", "elements of \"a\""),
        new Lie("alignment 3", b -> b.whole("general.alignment", 3), "DF603", "alignment\" is 3"),
        new Lie("alignment 0", b -> b.whole("general.alignment", 0), "DF603", "alignment\" is 0"),
        new Lie("type of a tensor", b -> b.tensor("t", 7, FLOATS, 32), "DF611", "the type Q5_1"),
        new Lie(
            "unknown type of a tensor", b -> b.tensor("t", 99, FLOATS, 32), "DF611", "the type 99"),
        new Lie("outside", b -> b.tensor("t", 0, FLOATS, 64), "DF612", "of 256 bytes"),
        new Lie("far outside", b -> b.tensorAt("t", 0, Long.MAX_VALUE, 8), "DF612", "at byte 9223"),
        new Lie("before the data", b -> b.tensorAt("t", 0, -32, 8), "DF612", "lies at byte"),
        new Lie(
            "overflow", b -> b.tensorAt("t", 0, 0, 1L << 62, 1L << 62), "DF612", "whole blocks"),
        new Lie("no size", b -> b.tensor("t", 0, FLOATS, 0, 5), "DF612", "whole blocks"),
        new Lie(
            "part of a block", b -> b.tensor("t", 8, FLOATS, 31), "DF612", "whole blocks of Q8_0"),
        new Lie(
            "unaligned",
            b -> b.tensor("t", 0, FLOATS, 8).tensorAt("u", 0, 4, 2),
            "DF612",
            "no multiple"),
        new Lie(
            "overlap",
            b -> b.tensor("t", 0, FLOATS, 32).tensorAt("u", 0, 32, 8),
            "DF612",
            "shares bytes"),
        new Lie(
            "twice",
            b -> b.tensor("t", 0, FLOATS, 32).tensor("t", 0, FLOATS, 32),
            "DF612",
            "there twice"),
        new Lie(
            "five sizes", b -> b.tensor("t", 0, FLOATS, 32, 1, 1, 1, 1), "DF630", "5 dimensions"),
        new Lie("architecture", b -> b.text("general.architecture", "mamba"), "DF604", "\"mamba\""),
        new Lie("a number as text", b -> b.text("general.alignment", "32"), "DF603", "\"32\""));
  }

  private static byte[] nested(int depth) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (int i = 0; i < depth; i++) {
      list.writeBytes(list(9, 1));
    }
    return list.toByteArray();
  }

  private static byte[] list(int type, long count) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes(GgufBuilder.word(type));
    list.writeBytes(GgufBuilder.wide(count));
    return list.toByteArray();
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("m.gguf"), bytes);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void isRefused(Lie lie) throws Exception {
    Path file = file(lie.change().apply(new GgufBuilder()).bytes());

    assertThatThrownBy(() -> ModelReader.read(file))
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.diagnostics())
                    .anySatisfy(
                        d -> {
                          assertThat(d.code()).isEqualTo(lie.code());
                          assertThat(d.message()).contains(lie.message());
                        }));
  }

  @Test
  void everyTruncationIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(ImportFixtures.FOLDER.resolve("llama.gguf"));
    int refused = 0;
    // Each length of the header, then some of the data.
    for (int length = 0; length < whole.length; length += length < 4000 ? 7 : 997) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ModelReader.read(file)).isInstanceOf(InputException.class);
      refused++;
    }
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void scaleThatIsNoNumberIsRefusedByPlace() throws Exception {
    byte[] whole = Files.readAllBytes(ImportFixtures.FOLDER.resolve("llama.gguf"));
    GgufTensor up =
        GgufFile.open(ImportFixtures.FOLDER.resolve("llama.gguf"))
            .tensors()
            .get("blk.0.ffn_up.weight");
    // The upper byte of the scale of row 1's second block, of which there are eight in a row.
    whole[(int) up.offset() + 9 * 34 + 1] = 0x7E;
    Path file = file(whole);
    ModelWeights weights = ModelReader.read(file).weights();

    assertThatThrownBy(() -> ((QuantizedMatrix) weights.matrix("layers.0.mlp.up")).load())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("blk.0.ffn_up.weight, row 1, column 32");
  }

  @Test
  void windowsOfAnySizeGiveTheSameFile() throws Exception {
    Path file = ImportFixtures.FOLDER.resolve("llama.gguf");

    assertThat(GgufFile.open(file, 64).tensors()).isEqualTo(GgufFile.open(file).tensors());
  }

  @Test
  void missingFileIsSaidSo() {
    assertThatThrownBy(() -> ModelReader.read(folder.resolve("no.gguf")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no.gguf does not exist");
  }
}
