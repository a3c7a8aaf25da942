package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Severity;
import decodefab.format.QuantizedTensor;
import decodefab.golden.QuantizedWeights;
import decodefab.graph.Precision;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelWeights;
import decodefab.model.QuantizedMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code as stored}: what a model's file holds quantized reaches the fabric untouched. */
class StoredFormatsTest {
  private static final Path MODELS =
      Path.of(System.getProperty("decodefab.home"), "generator/src/test/resources/imports");

  private static final List<String> ROLES = Precision.LAYER_ROLES;

  @TempDir private Path folder;

  private LoadedDesign load(String model, String... rules) throws Exception {
    String text =
        "design d {\n  model \""
            + MODELS.resolve(model)
            + "\"\n  "
            + String.join("\n  ", rules)
            + "\n}\n";
    return DesignLoader.load(Files.writeString(folder.resolve("d.dfab"), text));
  }

  @ParameterizedTest
  @CsvSource({
    "awq,int(4) per group(16) scale f16 zero point",
    "gptq,int(4) per group(16) scale f16 zero point",
    "gptq_sym,int(8) per group(32) scale f16",
    "gptq_v2,int(2) per group(16) scale f16 zero point"
  })
  void codesAndScalesOfCheckpointsAreUntouched(String model, String format) throws Exception {
    LoadedDesign loaded =
        load(model, "quantize weights as stored", "quantize embedding, lm_head as int(8)");
    HardwarePlan plan = loaded.plan();
    ModelWeights weights = DesignLoader.loadModel(loaded.design()).orElseThrow().weights();
    QuantizedWeights stored = QuantizedWeights.of(weights, plan.graph());

    for (String role : ROLES) {
      assertThat(loaded.design().formatOf("layers.0." + role).text()).isEqualTo(format);
      requireSame((QuantizedMatrix) weights.matrix("layers.0." + role), stored, role);
    }
    ImportedTensors imported = ImportedTensors.of(loaded, plan);
    assertThat(imported.taken()).hasSize(ROLES.size());
    assertThat(imported.warnings(loaded.design())).isEmpty();
  }

  /** Every code and scale, the rows of queries and keys in the fabric's order. */
  private static void requireSame(QuantizedMatrix file, QuantizedWeights stored, String role)
      throws Exception {
    QuantizedTensor taken = stored.matrix(role, 0);
    QuantizedTensor own = file.load();
    assertThat(taken.format()).isEqualTo(own.format());
    boolean rotated = role.equals("attention.q") || role.equals("attention.k");
    for (int r = 0; r < own.rows(); r++) {
      int within = r % 16;
      int from = rotated ? r - within + within / 2 + within % 2 * 8 : r;
      for (int c = 0; c < own.cols(); c++) {
        assertThat(taken.code(r, c)).isEqualTo(own.code(from, c));
      }
      for (int g = 0; g < own.groupsPerRow(); g++) {
        assertThat(taken.scaleCode(r, g)).isEqualTo(own.scaleCode(from, g));
        assertThat(taken.offsetCode(r, g)).isEqualTo(own.offsetCode(from, g));
      }
    }
    FloatMatrix back = stored.dequantized(role, 0);
    float[] a = new float[file.cols()];
    float[] b = new float[file.cols()];
    for (int r = 0; r < file.rows(); r++) {
      file.row(r, a);
      back.row(r, b);
      assertThat(b).isEqualTo(a);
    }
  }

  @Test
  void blocksOfGgufFilesAreUntouched() throws Exception {
    LoadedDesign loaded = load("llama.gguf", "quantize mlp.up, mlp.gate, attention.o as stored");
    HardwarePlan plan = loaded.plan();
    ModelWeights weights = DesignLoader.loadModel(loaded.design()).orElseThrow().weights();
    QuantizedWeights stored = QuantizedWeights.of(weights, plan.graph());

    assertThat(loaded.design().formatOf("layers.0.attention.o").text())
        .isEqualTo("float(2, 1) per group(32) scale e8m0");
    for (String role : List.of("mlp.up", "mlp.gate", "attention.o")) {
      requireSame((QuantizedMatrix) weights.matrix("layers.0." + role), stored, role);
    }
  }

  @Test
  void sameFormatIsTakenWithoutBeingAskedAndOthersAreWarnedOf() throws Exception {
    LoadedDesign loaded = load("llama.gguf", "quantize mlp.up as int(8)");
    ImportedTensors imported = ImportedTensors.of(loaded, loaded.plan());
    List<Diagnostic> warnings = imported.warnings(loaded.design());

    // Q8_0 is int(8) per group(32) scale f16, and Q4_0 what matrices have by default.
    assertThat(imported.taken()).containsExactly("layers.0.mlp.gate", "layers.0.mlp.up");
    assertThat(warnings).extracting(Diagnostic::severity).containsOnly(Severity.WARNING);
    assertThat(warnings)
        .extracting(Diagnostic::message)
        .contains(
            "1 matrix is quantized and rounded a second time, from float(2, 1) per group(32) scale"
                + " e8m0 in the file to int(4) per group(32) scale f16: layers.0.attention.o");
  }

  /** A format that equals the stored one is taken, so that nothing is left to find. */
  @Test
  void quantizerOfTakenMatricesIsSaidToBeIdle() throws Exception {
    LoadedDesign loaded =
        load("awq", "quantize mlp.* as int(4) per group(16) scale f16 zero point by gptq");
    HardwarePlan plan = loaded.plan();
    ModelWeights weights = DesignLoader.loadModel(loaded.design()).orElseThrow().weights();
    QuantizedWeights stored = QuantizedWeights.of(weights, plan.graph());

    requireSame((QuantizedMatrix) weights.matrix("layers.0.mlp.up"), stored, "mlp.up");
    assertThat(DesignWarnings.of(loaded, plan))
        .filteredOn(d -> d.code().equals("DF818"))
        .extracting(Diagnostic::message)
        .containsExactly(
            "3 matrices are taken as stored, so that nothing is found by gptq: layers.0.mlp.gate,"
                + " layers.0.mlp.up, layers.0.mlp.down");
  }

  /** Weights of which some become zero are rounded anew, also where all of them are stored. */
  @ParameterizedTest
  @CsvSource({"3 of 4,'3 of 4, stored whole'", "2 of 4,2 of 4 by places"})
  void prunedMatrixIsNotTaken(String sparsity, String said) throws Exception {
    LoadedDesign loaded =
        load("awq", "quantize attention.*, mlp.* as stored", "sparsity mlp.up = " + sparsity);
    HardwarePlan plan = loaded.plan();
    ModelWeights weights = DesignLoader.loadModel(loaded.design()).orElseThrow().weights();
    QuantizedMatrix file = (QuantizedMatrix) weights.matrix("layers.0.mlp.up");
    QuantizedTensor rounded = QuantizedWeights.of(weights, plan.graph()).matrix("mlp.up", 0);
    ImportedTensors imported = ImportedTensors.of(loaded, plan);

    int most = Character.digit(sparsity.charAt(0), 10) * file.cols() / 4;
    assertThat(notZero(rounded)).isLessThanOrEqualTo(most);
    assertThat(notZero(file.load())).isGreaterThan(most);
    assertThat(imported.taken()).hasSize(ROLES.size() - 1).doesNotContain("layers.0.mlp.up");
    assertThat(imported.warnings(loaded.design()))
        .extracting(Diagnostic::message)
        .containsExactly(
            "1 matrix is quantized and rounded a second time, from uint(4) per group(16) scale f16"
                + " zero point in the file to "
                + said
                + ": layers.0.mlp.up");
  }

  private static long notZero(QuantizedTensor tensor) {
    return IntStream.range(0, tensor.cols()).filter(c -> tensor.dequantized(0, c) != 0).count();
  }

  @Test
  void floatsNeedRuleOfTheirOwn() {
    assertThatThrownBy(() -> load("awq", "quantize weights as stored"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "stored as floats, so that there are no codes to take: embedding, lm_head");
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/tinytales", "models/tinytales-2of4"})
  void folderOfFloatsHasNothingStored(String model) {
    Path home = Path.of(System.getProperty("decodefab.home"));
    assertThatThrownBy(() -> load(home.resolve(model).toString(), "quantize mlp.* as stored"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no matrix that is stored quantized");
  }
}
