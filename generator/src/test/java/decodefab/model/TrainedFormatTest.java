package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.format.ElementCodes;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The shipped models that were trained for a format hold exactly values of that format, so that an
 * import can use them as they are; the ordinary model shows that the checks can fail.
 */
class TrainedFormatTest {
  private static final int MATRICES_OF_A_LAYER = 7;
  private static final int RUN = 4;
  private static final int KEPT = 2;
  private static final int GROUP = 32;

  @Test
  void everyRowOfTernaryModelHasOneMagnitude() throws Exception {
    List<FloatMatrix> matrices = layerMatrices("tinytales-ternary");

    for (FloatMatrix matrix : matrices) {
      assertThat(notTernary(matrix)).isEmpty();
      // Two symmetric bits are ternary, in groups as in whole rows.
      assertThat(changed(matrix, 2, matrix.cols())).isEmpty();
      assertThat(changed(matrix, 2, GROUP)).isEmpty();
    }
  }

  @Test
  void sparseModelHasTwoOfFourInInt4() throws Exception {
    List<FloatMatrix> matrices = layerMatrices("tinytales-2of4");

    for (FloatMatrix matrix : matrices) {
      assertThat(notSparse(matrix)).isEmpty();
      assertThat(changed(matrix, 4, GROUP)).isEmpty();
    }
  }

  @Test
  void ordinaryModelIsNeither() throws Exception {
    for (FloatMatrix matrix : layerMatrices("tinytales")) {
      assertThat(notTernary(matrix)).isPresent();
      assertThat(notSparse(matrix)).isPresent();
      assertThat(changed(matrix, 4, GROUP)).isPresent();
    }
  }

  /** All matrices but embedding and head. */
  private static List<FloatMatrix> layerMatrices(String name) throws Exception {
    Path folder = Path.of(System.getProperty("decodefab.home"), "models", name);
    LoadedModel model = ModelFolderReader.read(folder);
    List<FloatMatrix> matrices = new ArrayList<>();
    for (TensorSpec spec : TensorNames.all(model.shape())) {
      if (spec.name().startsWith("layers.") && !spec.vector()) {
        matrices.add(model.weights().matrix(spec.name()));
      }
    }
    assertThat(matrices).hasSize(MATRICES_OF_A_LAYER * model.shape().layers());
    return matrices;
  }

  /** Where a matrix first is no ternary code times a binary16 scale of its row. */
  private static Optional<String> notTernary(FloatMatrix matrix) throws Exception {
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      float scale = 0;
      for (float value : row) {
        scale = Math.max(scale, Math.abs(value));
      }
      for (int c = 0; c < row.length; c++) {
        boolean code = row[c] == 0 || Math.abs(row[c]) == scale;
        if (!code || Float.float16ToFloat(Float.floatToFloat16(row[c])) != row[c]) {
          return place(r, c, row[c]);
        }
      }
    }
    return Optional.empty();
  }

  /** Where a matrix first has more than two values in four neighbouring columns. */
  private static Optional<String> notSparse(FloatMatrix matrix) throws Exception {
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      int kept = 0;
      for (int c = 0; c < row.length; c++) {
        kept = (c % RUN == 0 ? 0 : kept) + (row[c] == 0 ? 0 : 1);
        if (kept > KEPT) {
          return place(r, c, row[c]);
        }
      }
    }
    return Optional.empty();
  }

  /** Where rounding to integers of so many bits first changes a value. */
  private static Optional<String> changed(FloatMatrix matrix, int bits, int group)
      throws Exception {
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(bits), group, ScaleCode.F16);
    QuantizedTensor rounded = new WeightQuantizer(format).quantize("matrix", matrix);
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      for (int c = 0; c < row.length; c++) {
        if (rounded.dequantized(r, c) != row[c]) {
          return place(r, c, row[c]);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> place(int row, int col, float value) {
    return Optional.of(String.format(Locale.ROOT, "row %d, column %d: %s", row, col, value));
  }
}
