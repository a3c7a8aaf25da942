package decodefab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.QuantizedWeights;
import decodefab.graph.DecodeGraph;
import decodefab.graph.Precision;
import decodefab.model.FloatMatrix;
import decodefab.model.LoadedModel;
import decodefab.model.ModelWeights;
import decodefab.model.TensorNames;
import decodefab.plan.DesignLoader;
import decodefab.plan.LoadedDesign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ways of quantizing that a design can choose leave of a trained model. */
class QuantizingTest {
  private static final Path HOME = Path.of(System.getProperty("decodefab.home"));
  private static final String INT3 = "quantize weights as int(3) per group(32) scale f16";

  @TempDir private Path folder;

  private final Path model = HOME.resolve("models/tinytales");

  private LoadedDesign load(String rules) throws Exception {
    String text = "design d {\n  model \"" + model + "\"\n  " + rules + "\n}\n";
    return DesignLoader.load(Files.writeString(folder.resolve("d.dfab"), text));
  }

  private QuantizedWeights quantized(ModelWeights weights, String rules) throws Exception {
    DecodeGraph graph = load(rules).plan().graph();
    return QuantizedWeights.of(weights, graph);
  }

  private ModelWeights weights() throws Exception {
    return DesignLoader.loadModel(load("").design()).orElseThrow().weights();
  }

  /** Squared error of what a matrix gives for vectors, over all of them. */
  private static double outputError(FloatMatrix right, FloatMatrix rounded, List<float[]> inputs)
      throws Exception {
    float[] a = new float[right.cols()];
    float[] b = new float[right.cols()];
    double sum = 0;
    for (int r = 0; r < right.rows(); r++) {
      right.row(r, a);
      rounded.row(r, b);
      for (float[] x : inputs) {
        double difference = 0;
        for (int c = 0; c < x.length; c++) {
          difference += ((double) a[c] - b[c]) * x[c];
        }
        sum += difference * difference;
      }
    }
    return sum;
  }

  private static double weightError(FloatMatrix right, FloatMatrix rounded) throws Exception {
    float[] a = new float[right.cols()];
    float[] b = new float[right.cols()];
    double sum = 0;
    for (int r = 0; r < right.rows(); r++) {
      right.row(r, a);
      rounded.row(r, b);
      for (int c = 0; c < a.length; c++) {
        sum += ((double) a[c] - b[c]) * (a[c] - b[c]);
      }
    }
    return sum;
  }

  @Test
  void gptqErrsLessOnItsInputsAndLeastSquaresLessInTheWeights() throws Exception {
    ModelWeights weights = weights();
    QuantizedWeights nearest = quantized(weights, INT3);
    QuantizedWeights least = quantized(weights, INT3 + " by least_squares");
    QuantizedWeights gptq = quantized(weights, INT3 + " by gptq");
    MatrixInputs inputs = MatrixInputs.of(weights, CalibrationText.OWN);
    int checked = 0;
    for (String role : Precision.LAYER_ROLES) {
      for (int layer = 0; layer < weights.shape().layers(); layer++) {
        FloatMatrix right = weights.matrix(TensorNames.layer(layer, role));
        List<float[]> x = inputs.at(inputs.place(role, layer));
        assertThat(outputError(right, gptq.dequantized(role, layer), x))
            .as("%s of layer %d", role, layer)
            .isLessThan(0.8 * outputError(right, nearest.dequantized(role, layer), x));
        assertThat(weightError(right, least.dequantized(role, layer)))
            .as("%s of layer %d", role, layer)
            .isLessThan(weightError(right, nearest.dequantized(role, layer)));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(7 * 5);
    FloatMatrix embedding = weights.matrix(TensorNames.EMBEDDING);
    assertThat(weightError(embedding, gptq.dequantized(TensorNames.EMBEDDING, 0)))
        .isEqualTo(weightError(embedding, nearest.dequantized(TensorNames.EMBEDDING, 0)));
  }

  /** Error feedback would make something of the zeros that pruning has left. */
  @Test
  void gptqKeepsTheZerosOfAPattern() throws Exception {
    ModelWeights weights = weights();
    String pruned = INT3 + " by gptq  sparsity layers.0.* = 2 of 4 by wanda";
    QuantizedWeights stored = quantized(weights, pruned);
    int groups = 0;
    for (String role : Precision.LAYER_ROLES) {
      FloatMatrix matrix = stored.dequantized(role, 0);
      float[] row = new float[matrix.cols()];
      for (int r = 0; r < matrix.rows(); r++) {
        matrix.row(r, row);
        for (int from = 0; from < row.length; from += 4) {
          long kept = IntStream.range(from, from + 4).filter(c -> row[c] != 0).count();
          assertThat(kept).isLessThanOrEqualTo(2);
          groups++;
        }
      }
    }
    assertThat(groups).isGreaterThan(10_000);
  }

  @Test
  void textOfADesignDecides() throws Exception {
    Files.writeString(folder.resolve("story.txt"), "Tom had a red ball. ".repeat(400));
    LoadedDesign loaded = load(INT3 + " by gptq  calibrate \"story.txt\"");
    LoadedModel read = DesignLoader.loadModel(loaded.design()).orElseThrow();
    CalibrationText text = DesignLoader.calibration(loaded.design(), read);
    int context = read.shape().context();

    assertThat(text.isOwn()).isFalse();
    assertThat(text.windows()).hasSize(CalibrationText.MOST_TOKENS / context);
    assertThat(text.windows()).allMatch(w -> w.size() == context);
    Calibration story = new Calibration(read.weights(), text);
    Calibration own = new Calibration(read.weights(), CalibrationText.OWN);
    assertThat(story.norms("mlp.up", 2)).isNotEqualTo(own.norms("mlp.up", 2));
    assertThat(own.hessian("mlp.up", 2).samples()).isEqualTo(CalibrationText.MOST_TOKENS);
    assertThat(own.hessian("mlp.gate", 2)).isSameAs(own.hessian("mlp.up", 2));
  }

  @Test
  void ownTextIsTheSameEachTime() throws Exception {
    ModelWeights weights = weights();
    MatrixInputs once = MatrixInputs.of(weights, CalibrationText.OWN);
    MatrixInputs again = MatrixInputs.of(weights, CalibrationText.OWN);
    int last = once.place("lm_head", 0);
    assertThat(once.at(last)).hasSize(CalibrationText.MOST_TOKENS);
    for (int i = 0; i < once.at(last).size(); i++) {
      assertThat(once.at(last).get(i)).isEqualTo(again.at(last).get(i));
    }
  }
}
