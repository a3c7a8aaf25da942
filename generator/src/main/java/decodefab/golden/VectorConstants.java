package decodefab.golden;

import decodefab.graph.Op;

/** Constants that the vector engine multiplies with or adds, as the program carries them. */
public final class VectorConstants {
  /** exp(-x) = exp2(x * this). */
  public static final float MINUS_LOG2_E = (float) -1.4426950408889634;

  private VectorConstants() {}

  /** What is added to a sum of squares before the division by the length: length * eps. */
  public static float rmsShift(Op.InverseRms o) {
    return (float) (o.elements() * o.eps());
  }

  /** One over the length. */
  public static float rmsFactor(Op.InverseRms o) {
    return (float) (1.0 / o.elements());
  }
}
