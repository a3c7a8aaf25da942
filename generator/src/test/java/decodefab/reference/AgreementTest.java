package decodefab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AgreementTest {
  @Test
  void computesTheDivergenceOfTwoCoins() {
    // softmax(ln 3, 0) is (3/4, 1/4); against (1/2, 1/2) the divergence is 3/4 ln 3/2 + 1/4 ln 1/2.
    float[] reference = {(float) Math.log(3), 0};
    Agreement agreement = Agreement.of(List.of(reference), List.of(new float[] {7, 7}));

    assertThat(agreement.meanKl())
        .isCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), within(1e-7));
    assertThat(agreement.topOne()).isEqualTo(1);
  }

  @Test
  void averagesOverPositions() {
    float[] a = {1, 0};
    float[] b = {0, 1};
    Agreement agreement = Agreement.of(List.of(a, a, a, a), List.of(a, a, a, b));

    assertThat(agreement.positions()).isEqualTo(4);
    assertThat(agreement.topOne()).isEqualTo(0.75);
    assertThat(agreement.meanKl())
        .isCloseTo(Agreement.of(List.of(a), List.of(b)).meanKl() / 4, within(1e-12));
  }

  @Test
  void takesTheLowestOfEqualLogits() {
    assertThat(Agreement.argmax(new float[] {-1, 2, 2, 0})).isEqualTo(1);
  }

  @Test
  void refusesSequencesOfDifferentLength() {
    assertThatIllegalArgumentException().isThrownBy(() -> Agreement.of(List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Agreement.of(List.of(new float[1]), List.of(new float[2])));
  }

  @Property
  void isPerfectWithItself(
      @ForAll @Size(min = 1, max = 40) List<@FloatRange(min = -200, max = 200) Float> logits) {
    float[] values = new float[logits.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = logits.get(i);
    }
    Agreement agreement = Agreement.of(List.of(values), List.of(values.clone()));

    assertThat(agreement.topOne()).isEqualTo(1);
    assertThat(agreement.meanKl()).isZero();
  }
}
