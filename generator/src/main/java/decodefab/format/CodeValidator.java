package decodefab.format;

/** Finds the first code of a tensor that stands for no number. */
final class CodeValidator {
  private final QuantizedTensor tensor;
  private final TensorFormat format;

  CodeValidator(QuantizedTensor tensor) {
    this.tensor = tensor;
    this.format = tensor.format();
  }

  void check() throws InvalidCodeException {
    scale(format.tensorScale(), tensor.tensorScaleCode(), 0, 0, "tensor scale");
    for (int row = 0; row < tensor.rows(); row++) {
      for (int group = 0; group < tensor.groupsPerRow(); group++) {
        group(row, group);
      }
      for (int col = 0; col < tensor.cols(); col++) {
        int code = tensor.code(row, col);
        if (!format.element().isNumber(code)) {
          throw new InvalidCodeException(
              row, col, "code " + hex(code) + " is no number in " + format.element().name());
        }
      }
    }
  }

  private void group(int row, int group) throws InvalidCodeException {
    int col = group * format.group();
    scale(format.scale(), tensor.scaleCode(row, group), row, col, "scale");
    if (format.offset() instanceof Offset.Min min) {
      scale(min.code(), tensor.offsetCode(row, group), row, col, "minimum");
    }
    if (format.superGroup().isPresent() && col % format.blockColumns() == 0) {
      ScaleCode code = format.superGroup().get().scale();
      int block = col / format.blockColumns();
      scale(code, tensor.superScaleCode(row, block), row, col, "scale of the super-group");
      scale(code, tensor.superMinCode(row, block), row, col, "minimum of the super-group");
    }
  }

  private static void scale(ScaleCode type, int code, int row, int col, String what)
      throws InvalidCodeException {
    if (!type.isNumber(code)) {
      throw new InvalidCodeException(
          row, col, what + " " + hex(code) + " is no number in " + type.text());
    }
  }

  private static String hex(int code) {
    return "0x" + Integer.toHexString(code);
  }
}
