package decodefab.plan;

/**
 * The free parameters of a fabric.
 *
 * @param rows rows of the matvec tile, a power of two
 * @param cols columns of the matvec tile, a power of two
 * @param vector fp32 lanes of the vector engine, a power of two
 * @param accumulators fp32 partial results per tile row, a power of two
 * @param log2ProbabilityGroup log2 of the positions that share a scale in attention
 * @param clockHz clock of the whole fabric
 * @param formats what the matvec engine decodes and multiplies with
 * @param lanePlan what its lanes multiply with, and which formats have lanes of their own
 * @param skipsZeros whether on-chip matrices' pieces of zero activations are left out
 */
public record FabricParameters(
    int rows,
    int cols,
    int vector,
    int accumulators,
    int log2ProbabilityGroup,
    double clockHz,
    MatvecFormats formats,
    LanePlan lanePlan,
    boolean skipsZeros) {
  public FabricParameters {
    for (int size : new int[] {rows, cols, vector, accumulators}) {
      if (Integer.bitCount(size) != 1) {
        throw new IllegalArgumentException(size + " is no power of two");
      }
    }
  }

  /** A fabric whose formats share all lanes, with a multiplier in each. */
  public FabricParameters(
      int rows,
      int cols,
      int vector,
      int accumulators,
      int log2ProbabilityGroup,
      double clockHz,
      MatvecFormats formats) {
    this(
        rows,
        cols,
        vector,
        accumulators,
        log2ProbabilityGroup,
        clockHz,
        formats,
        LanePlan.common(rows, formats),
        false);
  }

  /** The same with on-chip matrices' pieces of zero activations left out, or not. */
  public FabricParameters skippingZeros(boolean skips) {
    return new FabricParameters(
        rows, cols, vector, accumulators, log2ProbabilityGroup, clockHz, formats, lanePlan, skips);
  }

  /** Multipliers of the matvec engine. */
  public int lanes() {
    return rows * cols;
  }

  /** Bytes of a weight container. */
  public int containerBytes() {
    return lanes() * formats.containerPlanes() / 8;
  }

  /** Bytes of a word of the KV cache. */
  public int kvWordBytes() {
    return rows * cols * formats.cacheBits() / 8;
  }

  /** Activations that the matvec engine reads at once, of which lanes choose theirs. */
  public int windowCols() {
    return cols * formats.span();
  }

  /** Bits of a code in the quantized memory: of activations or of the KV cache, the wider. */
  public int codeBits() {
    return Math.max(formats.activationBits(), formats.cacheBits());
  }

  /** Bytes of a word of the weight-scale stream. */
  public int scaleWordBytes() {
    return rows * formats.scaleBits() / 8;
  }

  /** Containers of a matrix. */
  public long containers(MatrixPlacement matrix) {
    int index = formats.index(matrix.format(), matrix.pattern());
    return cutsRounds(matrix)
        ? matrix.roundWords(cols).map(words -> formats.containers(index, words)).sum()
        : formats.containers(index, matrix.words(cols));
  }

  /**
   * Whether each piece of a block of tiles starts at a container, so that the stream can jump over
   * it.
   */
  boolean cutsRounds(MatrixPlacement matrix) {
    return skipsZeros && matrix.onChip();
  }

  /** Words of a matrix's weight-scale stream. */
  public long scaleWords(MatrixPlacement matrix) {
    int index = formats.index(matrix.format(), matrix.pattern());
    return formats.scaleWords(index, matrix.groups(), matrix.superGroups());
  }

  /** Positions that share a scale in attention. */
  public int probabilityGroup() {
    return 1 << log2ProbabilityGroup;
  }
}
