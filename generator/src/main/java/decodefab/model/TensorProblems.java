package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.util.List;

/** What is said of tensors that do not fit a shape, whichever file holds them. */
final class TensorProblems {
  /** Past this many faults another one tells the user nothing new. */
  private static final int MAX_FAULTS = 100;

  private TensorProblems() {}

  /**
   * A tensor that is not there.
   *
   * @param source what calls for it, such as config.json
   */
  static Diagnostic missing(String name, TensorSpec spec, String source) {
    return ModelCode.MISSING_TENSOR.diagnostic(
        "tensor " + name + " is missing", source + " calls for it with the shape " + sizes(spec));
  }

  /** A tensor of another shape. */
  static Diagnostic misshapen(String name, List<Long> shape, TensorSpec spec, String source) {
    return ModelCode.WRONG_TENSOR_SHAPE.diagnostic(
        "tensor " + name + " has the shape " + shape, source + " calls for " + sizes(spec));
  }

  /** A tensor that has no use. */
  static Diagnostic unexpected(String name, String source) {
    return ModelCode.UNEXPECTED_TENSOR.diagnostic(
        "tensor " + Quote.name(name) + " has no place in the model of " + source,
        "leaving it out would change what the model computes; is " + source + " the right one?");
  }

  /** Refuses the files when there are any problems. */
  static void refuse(List<Diagnostic> problems) throws InputException {
    if (!problems.isEmpty()) {
      throw new InputException(problems.subList(0, Math.min(MAX_FAULTS, problems.size())));
    }
  }

  /** The sizes of a tensor in a file, outermost first. */
  static List<Long> sizes(TensorSpec spec) {
    return spec.vector()
        ? List.of((long) spec.cols())
        : List.of((long) spec.rows(), (long) spec.cols());
  }
}
