package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.AbsMean;
import decodefab.format.CalibrationHessian;
import decodefab.format.ElementCodes;
import decodefab.format.FullRange;
import decodefab.format.GptqQuantizer;
import decodefab.format.LeastSquares;
import decodefab.format.MatrixQuantizer;
import decodefab.format.Microscaling;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.ScaleOverflowException;
import decodefab.format.ScaleRule;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import java.util.Objects;

/**
 * Rounds the weights of a model to the codes of a format, by the rule that its definition has: OCP
 * MX for powers of two as scales, BitNet b1.58's mean for ternary weights, and the full range of
 * the codes for all others, unless a better scale is searched for. What was quantized in this
 * format before keeps its codes.
 */
public final class WeightQuantizer {
  /** Scales that are tried for each group: steps of two hundredths of the full range. */
  private static final int CANDIDATES = 41;

  private final TensorFormat format;
  private final ScaleRule rule;
  private final SparsePattern pattern;

  /** A quantizer by the format's own rule. */
  public WeightQuantizer(TensorFormat format) {
    this(format, SparsePattern.DENSE);
  }

  /** The same for matrices that are pruned by a pattern. */
  public WeightQuantizer(TensorFormat format, SparsePattern pattern) {
    this(format, pattern, usual(format));
  }

  private WeightQuantizer(TensorFormat format, SparsePattern pattern, ScaleRule rule) {
    this.format = Objects.requireNonNull(format, "format");
    this.pattern = Objects.requireNonNull(pattern, "pattern");
    this.rule = rule;
  }

  /** The same, but that the scale of each group is the one of the least squared error. */
  public WeightQuantizer leastSquares() {
    return new WeightQuantizer(format, pattern, new LeastSquares(CANDIDATES, usual(format)));
  }

  /**
   * Quantizes a whole matrix.
   *
   * @param tensor its name, for messages
   * @throws InputException when a weight is no finite number, or when a group's scale is above the
   *     largest that its type holds
   */
  public QuantizedTensor quantize(String tensor, FloatMatrix matrix) throws InputException {
    try {
      return new MatrixQuantizer(format, rule)
          .storing(pattern)
          .quantize(matrix.rows(), matrix.cols(), matrix::row);
    } catch (ScaleOverflowException e) {
      throw overflow(tensor, e);
    }
  }

  /**
   * Quantizes a whole matrix with error feedback; of a pruned one zeros stay.
   *
   * @param tensor its name, for messages
   * @param hessian of its inputs
   * @throws InputException as above, and when the inputs are no finite numbers
   */
  public QuantizedTensor quantize(String tensor, FloatMatrix matrix, CalibrationHessian hessian)
      throws InputException {
    try {
      GptqQuantizer quantizer = new GptqQuantizer(format, rule, hessian);
      return (pattern.isPruned() ? quantizer.keepingZeros(pattern) : quantizer)
          .quantize(matrix.rows(), matrix::row);
    } catch (ArithmeticException e) {
      // Damping makes the moments of all finite inputs positive definite.
      throw ModelCode.NOT_FINITE.exception(
          "tensor " + tensor + ": its inputs over the calibration text are no finite numbers",
          "the float model overflows: are its weights right?");
    } catch (ScaleOverflowException e) {
      throw overflow(tensor, e);
    }
  }

  private static ScaleRule usual(TensorFormat format) {
    if (format.element().equals(ElementCodes.ternary())) {
      return new AbsMean();
    }
    return format.scale().equals(ScaleCode.E8M0) ? Microscaling.DOWN : new FullRange();
  }

  /** Another scale type is the way out: f32 holds the scale of every weight that a file can. */
  private InputException overflow(String tensor, ScaleOverflowException e) {
    return ModelCode.SCALE_OVERFLOW.exception(
        "tensor %s: the largest weight near row %d, column %d, is %.4g, and its scale more than %s can hold (%.5g)"
            .formatted(
                tensor,
                e.row(),
                e.column(),
                e.largestWeight(),
                format.scale().text(),
                format.scale().largest()),
        format.scale().equals(ScaleCode.F32)
            ? "the weights must be smaller: is the file right?"
            : "quantize " + tensor + " with `scale bf16` or `scale f32`, which reach to 3.4e38");
  }
}
