package decodefab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxTest {
  private static final float[] QUARTER = {(float) Math.log(3), 0};

  @Test
  void givesProbabilities() {
    assertThat(Math.exp(Softmax.logProbability(QUARTER, 0))).isCloseTo(0.75, within(1e-7));
    assertThat(Math.exp(Softmax.logProbability(QUARTER, 1))).isCloseTo(0.25, within(1e-7));
  }

  @Test
  void measuresDivergenceFromTheReference() {
    double expected = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);
    assertThat(Softmax.divergence(QUARTER, new float[] {7, 7})).isCloseTo(expected, within(1e-7));
    assertThat(Softmax.divergence(QUARTER, QUARTER)).isZero();
  }

  @Test
  void countsBrokenLogitsAsInfinitelyFar() {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(Softmax.divergence(QUARTER, new float[] {broken, 0}))
          .isEqualTo(Double.POSITIVE_INFINITY);
    }
  }
}
