package decodefab.golden;

import decodefab.model.ModelShape;

/**
 * Cosines and sines of the rotary positions as the fabric stores them: one row of a head's length
 * for each position, angle i at elements 2i and 2i+1, the sine of the even one negated, because the
 * even lane receives {@code x * cos - neighbour * sin}.
 */
public final class RotaryTable {
  private final int headDim;
  private final double theta;

  /** Table of a model. */
  public RotaryTable(ModelShape shape) {
    this.headDim = shape.headDim();
    this.theta = shape.ropeTheta();
  }

  /**
   * One row, as fp32.
   *
   * @param position from 0
   * @param sine the sines instead of the cosines
   */
  public float[] row(int position, boolean sine) {
    float[] row = new float[headDim];
    for (int i = 0; i < headDim / 2; i++) {
      double angle = position * StrictMath.pow(theta, -2.0 * i / headDim);
      double even = sine ? -StrictMath.sin(angle) : StrictMath.cos(angle);
      double odd = sine ? StrictMath.sin(angle) : even;
      row[2 * i] = (float) even;
      row[2 * i + 1] = (float) odd;
    }
    return row;
  }
}
