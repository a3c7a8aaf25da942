package decodefab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.InputException;
import decodefab.model.FloatMatrix;
import decodefab.model.LoadedModel;
import decodefab.model.ModelFolderReader;
import decodefab.model.ModelShape;
import decodefab.model.ModelWeights;
import decodefab.model.SharedModels;
import decodefab.model.SyntheticWeights;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatReferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"stories260K-hf", "austen279K-ternary-hf", "austen279K-2of4-hf"})
  void choosesTheTokensThatTransformersChooses(String name) throws Exception {
    LoadedModel model = ModelFolderReader.read(SharedModels.folder(name));
    JsonNode expected = SharedModels.greedy(name);
    FloatReference reference = new FloatReference(model.weights());
    int[] prompt = model.tokenizer().encode(expected.get("prompt").textValue(), true);
    float[] logits = {};
    for (int token : prompt) {
      logits = reference.step(token);
    }

    int[] greedy = SharedModels.ints(expected.get("greedy_ids"));
    for (int i = 0; i < greedy.length; i++) {
      int best = Agreement.argmax(logits);
      assertThat(best).as("token %d", i).isEqualTo(greedy[i]);
      assertThat((double) margin(logits, best))
          .as("margin of token %d", i)
          .isCloseTo(expected.get("greedy_margin").get(i).doubleValue(), within(1e-3));
      logits = reference.step(best);
    }
    assertThat(greedy).hasSize(64);
  }

  @Test
  void sharesEachKeyAndValueHeadAmongNeighbouringQueryHeads() throws Exception {
    SyntheticWeights shared = new SyntheticWeights(shape(2), 3);
    FloatReference grouped = new FloatReference(shared);
    FloatReference copied = new FloatReference(new RepeatedHeads(shared, shape(4)));

    for (int token : new int[] {1, 7, 3, 19}) {
      assertThat(grouped.step(token)).isEqualTo(copied.step(token));
    }
  }

  /** The same model with a key and value head of its own for every query head. */
  private record RepeatedHeads(ModelWeights shared, ModelShape shape) implements ModelWeights {
    @Override
    public float[] vector(String name) throws InputException {
      return shared.vector(name);
    }

    @Override
    public FloatMatrix matrix(String name) {
      FloatMatrix matrix = shared.matrix(name);
      boolean repeated = name.endsWith("attention.k") || name.endsWith("attention.v");
      return repeated ? new RepeatedRows(matrix, shape.headDim()) : matrix;
    }
  }

  private record RepeatedRows(FloatMatrix shared, int headDim) implements FloatMatrix {
    @Override
    public int rows() {
      return 2 * shared.rows();
    }

    @Override
    public int cols() {
      return shared.cols();
    }

    @Override
    public void row(int row, float[] into) throws InputException {
      shared.row(row / headDim / 2 * headDim + row % headDim, into);
    }
  }

  @Test
  void startsAfreshAfterReset() throws Exception {
    FloatReference reference = new FloatReference(new SyntheticWeights(shape(2), 3));
    float[] first = reference.step(5);
    reference.step(6);
    reference.reset();

    assertThat(reference.position()).isZero();
    assertThat(reference.step(5)).isEqualTo(first);
  }

  @Test
  void refusesMoreTokensThanTheContext() throws Exception {
    FloatReference reference = new FloatReference(new SyntheticWeights(shape(2), 3));
    for (int i = 0; i < 4; i++) {
      reference.step(i);
    }

    assertThatThrownBy(() -> reference.step(4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("context of 4");
  }

  private static ModelShape shape(int kvHeads) {
    return new ModelShape(
        20,
        24,
        2,
        4,
        4,
        kvHeads,
        6,
        33,
        10000,
        1e-5,
        false,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static float margin(float[] logits, int best) {
    float second = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      second = i == best ? second : Math.max(second, logits[i]);
    }
    return logits[best] - second;
  }
}
