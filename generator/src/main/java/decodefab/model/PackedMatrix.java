package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.format.InvalidCodeException;
import decodefab.format.QuantizedBlock;
import decodefab.format.QuantizedTensor;
import decodefab.format.QuantizedTensorBuilder;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A matrix as AWQ or GPTQ pack it, see {@link Packing}; its rows are the file's columns. */
final class PackedMatrix implements QuantizedMatrix {
  /** What the codes' tensor is called behind the matrix. */
  static final String CODES = ".qweight";

  private static final String ZEROS = ".qzeros";
  private static final String SCALES = ".scales";
  private static final String GROUPS = ".g_idx";

  private final Packing packing;
  private final int rows;
  private final int cols;
  private final StoredTensor codes;
  private final StoredTensor zeros;
  private final StoredTensor scales;

  private PackedMatrix(
      Packing packing,
      TensorSpec spec,
      StoredTensor codes,
      StoredTensor zeros,
      StoredTensor scales) {
    this.packing = packing;
    this.rows = spec.rows();
    this.cols = spec.cols();
    this.codes = codes;
    this.zeros = zeros;
    this.scales = scales;
  }

  /**
   * Finds the parts of a matrix and checks their shapes.
   *
   * @param base name of the matrix in the file
   * @param expected receives the names of its parts
   * @param problems receives what is wrong
   */
  static Optional<PackedMatrix> open(
      String base,
      TensorSpec spec,
      Packing packing,
      Map<String, StoredTensor> stored,
      Set<String> expected,
      List<Diagnostic> problems)
      throws InputException {
    expected.addAll(List.of(base + CODES, base + ZEROS, base + SCALES));
    int before = problems.size();
    long groups = Math.ceilDiv(spec.cols(), packing.group(spec.cols()));
    long wordsOfRows = spec.rows() / packing.perWord();
    if (spec.rows() % packing.perWord() != 0 || spec.cols() % packing.perWord() != 0) {
      problems.add(
          ModelCode.BAD_TENSOR_BYTES.diagnostic(
              "tensor "
                  + base
                  + " of "
                  + spec.rows()
                  + " x "
                  + spec.cols()
                  + " does not fill words of "
                  + packing.perWord()
                  + " codes",
              "rows and columns of packed matrices are multiples of that"));
      return Optional.empty();
    }
    boolean awq = packing.kind() == Packing.Kind.AWQ;
    List<Long> codeShape =
        awq
            ? List.of((long) spec.cols(), wordsOfRows)
            : List.of((long) spec.cols() / packing.perWord(), (long) spec.rows());
    Part parts = new Part(stored, problems);
    Optional<StoredTensor> codes = parts.find(base + CODES, codeShape, false);
    Optional<StoredTensor> zeros = parts.find(base + ZEROS, List.of(groups, wordsOfRows), false);
    Optional<StoredTensor> scales =
        parts.find(base + SCALES, List.of(groups, (long) spec.rows()), true);
    if (!awq && stored.containsKey(base + GROUPS)) {
      expected.add(base + GROUPS);
      Optional<StoredTensor> order = parts.find(base + GROUPS, List.of((long) spec.cols()), false);
      if (order.isPresent()) {
        checkOrder(order.get(), packing.group(spec.cols()), spec.cols(), problems);
      }
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new PackedMatrix(
                packing, spec, codes.orElseThrow(), zeros.orElseThrow(), scales.orElseThrow()));
  }

  /** Looks parts up. */
  private record Part(Map<String, StoredTensor> stored, List<Diagnostic> problems) {
    Optional<StoredTensor> find(String name, List<Long> shape, boolean floats) {
      Optional<StoredTensor> found = Optional.ofNullable(stored.get(name));
      String fault =
          found
              .map(
                  t ->
                      !t.shape().equals(shape)
                          ? "has the shape " + t.shape()
                          : t.type() instanceof FloatType != floats
                              ? "has the type " + t.type().name()
                              : "")
              .orElse("is missing");
      if (!fault.isEmpty()) {
        problems.add(
            ModelCode.WRONG_TENSOR_SHAPE.diagnostic(
                "tensor " + name + " " + fault,
                "config.json calls for " + shape + " of " + (floats ? "floats" : "I32")));
        return Optional.empty();
      }
      return found;
    }
  }

  /** With activation order, GPTQ scatters the inputs of a group over the whole row. */
  private static void checkOrder(StoredTensor order, int group, int cols, List<Diagnostic> problems)
      throws InputException {
    int[] groups = new int[cols];
    order.bits(0, groups, cols);
    for (int c = 0; c < cols; c++) {
      if (groups[c] != c / group) {
        problems.add(
            ModelCode.UNSUPPORTED_QUANTIZATION.diagnostic(
                order.place() + " puts input " + c + " in group " + groups[c],
                "the fabric's groups are neighbours: quantize with \"desc_act\": false"));
        return;
      }
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int cols() {
    return cols;
  }

  @Override
  public TensorFormat format() {
    return packing.format(cols, scaleType());
  }

  private ScaleCode scaleType() {
    return switch ((FloatType) scales.type()) {
      case F32 -> ScaleCode.F32;
      case F16 -> ScaleCode.F16;
      case BF16 -> ScaleCode.BF16;
    };
  }

  @Override
  public QuantizedTensor load(int first, int count) throws InputException {
    Objects.checkFromIndexSize(first, count, rows);
    byte[][] values = codes(first, count);
    int group = packing.group(cols);
    int groups = Math.ceilDiv(cols, group);
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(format(), count, cols);
    int[] groupScales = new int[count];
    int firstWord = first / packing.perWord();
    int[] groupZeros = new int[(first + count - 1) / packing.perWord() - firstWord + 1];
    for (int g = 0; g < groups; g++) {
      scales.bits((long) g * rows + first, groupScales, count);
      zeros.bits((long) g * (rows / packing.perWord()) + firstWord, groupZeros, groupZeros.length);
      for (int r = 0; r < count; r++) {
        int word = groupZeros[(first + r) / packing.perWord() - firstWord];
        int zero = checkedZero(packing.zero(word, first + r), first + r, g * group);
        builder.block(r, g, block(values[r], g * group, groupScales[r], zero));
      }
    }
    try {
      return builder.buildChecked();
    } catch (InvalidCodeException e) {
      throw BadCodes.at(codes.place(), first, e);
    }
  }

  private QuantizedBlock block(byte[] row, int from, int scale, int zero) {
    int to = Math.min(cols, from + packing.group(cols));
    int middle = packing.symmetric() ? 1 << (packing.bits() - 1) : 0;
    int[] block = new int[to - from];
    for (int i = 0; i < block.length; i++) {
      // Two's complement of the code less the middle one: its upper bit turned.
      block[i] = (row[from + i] & 0xFF) ^ middle;
    }
    int[] offset = {packing.symmetric() ? 0 : zero};
    return new QuantizedBlock(0, 0, new int[] {scale}, offset, block);
  }

  private int checkedZero(int zero, int row, int col) throws InputException {
    int middle = 1 << (packing.bits() - 1);
    if (packing.symmetric() && zero != middle) {
      throw badZero(
          row, col, zero + ", but config.json says \"sym\": true", "the middle code " + middle);
    }
    if (zero >= 1 << packing.bits()) {
      // Libraries disagree whether this is 2^bits or wraps to 0.
      throw badZero(
          row, col, zero + ", more than a code can be", "a code of " + packing.bits() + " bits");
    }
    return zero;
  }

  private InputException badZero(int row, int col, String what, String legal) {
    return ModelCode.BAD_CODES.exception(
        zeros.place() + ", row " + row + ", column " + col + ": the zero point is " + what,
        "it must be " + legal + "; was the checkpoint written by another version of its library?");
  }

  /** Codes by row and column. */
  private byte[][] codes(int first, int count) throws InputException {
    byte[][] values = new byte[count][cols];
    boolean awq = packing.kind() == Packing.Kind.AWQ;
    int perWord = packing.perWord();
    int firstWord = awq ? first / perWord : first;
    int words = awq ? (first + count - 1) / perWord - firstWord + 1 : count;
    int[] line = new int[words];
    int lines = awq ? cols : cols / perWord;
    int lineLength = awq ? rows / perWord : rows;
    for (int i = 0; i < lines; i++) {
      codes.bits((long) i * lineLength + firstWord, line, words);
      for (int r = 0; r < count; r++) {
        if (awq) {
          int word = line[(first + r) / perWord - firstWord];
          values[r][i] = (byte) packing.awqCode(word, first + r);
        } else {
          for (int place = 0; place < perWord; place++) {
            values[r][i * perWord + place] = (byte) packing.field(line[r], place);
          }
        }
      }
    }
    return values;
  }
}
