package decodefab.plan;

import decodefab.format.TensorFormat;
import decodefab.golden.EmbeddingTable;
import decodefab.model.ModelShape;

/**
 * Where the tables of the vector engine's external operand stand, in words of vector x 32 bit. The
 * aux ROM holds the norm weights, the rotary table and, if it is on chip, the embedding; an
 * off-chip embedding has the same layout from word 0 of its own region.
 *
 * @param dimWords words of a norm's weights
 * @param normBase first word of layer 0's attention norm; its mlp norm follows, then the next layer
 * @param finalNormBase first word of the final norm
 * @param cosineBase first word of the cosines of position 0
 * @param sineBase first word of the sines of position 0
 * @param rotaryWords words of one position's cosines
 * @param codesBase first word of token 0's embedding codes
 * @param codesWords words of one token's codes
 * @param scalesBase first word of token 0's embedding scales
 * @param scalesWords words of one token's scales
 * @param romWords words of the aux ROM
 * @param embeddingWords words of the embedding's codes and scales
 * @param embeddingOnChip whether they stand in the ROM
 * @param embedding how its elements and scales stand there
 */
public record AuxLayout(
    int dimWords,
    int normBase,
    int finalNormBase,
    long cosineBase,
    long sineBase,
    int rotaryWords,
    long codesBase,
    int codesWords,
    long scalesBase,
    int scalesWords,
    long romWords,
    long embeddingWords,
    boolean embeddingOnChip,
    EmbeddingTable embedding) {

  /**
   * Layout for a model.
   *
   * @throws IllegalArgumentException for a format of the embedding that has no table
   */
  public static AuxLayout of(
      ModelShape shape, int vector, TensorFormat embedding, boolean embeddingOnChip) {
    EmbeddingTable table =
        EmbeddingTable.of(embedding)
            .orElseThrow(() -> new IllegalArgumentException(embedding.text()));
    int bits = Integer.SIZE * vector;
    int dimWords = Math.ceilDiv(shape.dim(), vector);
    int finalNorm = 2 * shape.layers() * dimWords;
    int rotaryWords = Math.ceilDiv(shape.headDim(), vector);
    long cosine = (long) finalNorm + dimWords;
    long sine = cosine + (long) rotaryWords * shape.context();
    long tables = sine + (long) rotaryWords * shape.context();
    int codesWords = Math.ceilDiv(shape.dim(), bits / table.elements().bits());
    int scalesWords =
        Math.ceilDiv(embedding.groupsPerRow(shape.dim()), bits / table.scales().bits());
    long codes = embeddingOnChip ? tables : 0;
    long scales = codes + (long) codesWords * shape.vocab();
    long size = (long) (codesWords + scalesWords) * shape.vocab();
    return new AuxLayout(
        dimWords,
        0,
        finalNorm,
        cosine,
        sine,
        rotaryWords,
        codes,
        codesWords,
        scales,
        scalesWords,
        tables + (embeddingOnChip ? size : 0),
        size,
        embeddingOnChip,
        table);
  }

  /** First word of a norm in layer 0. */
  public int norm(String role) {
    return switch (role) {
      case "attention_norm" -> normBase;
      case "mlp_norm" -> normBase + dimWords;
      case "final_norm" -> finalNormBase;
      default -> throw new IllegalArgumentException("no norm " + role);
    };
  }

  /** Words from a norm to the same norm of the next layer. */
  public int normLayerStride(String role) {
    return role.equals("final_norm") ? 0 : 2 * dimWords;
  }
}
