package decodefab.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Property
  void sharesStayShares(
      @ForAll @IntRange(min = 0, max = 1000) int hits,
      @ForAll @IntRange(min = 0, max = 1000) int misses) {
    int count = hits + misses + 1;
    Interval share = Interval.ofShare(hits, count);
    assertThat(share.low()).isBetween(0.0, share.value());
    assertThat(share.high()).isBetween(share.value(), 1.0);
    assertThat(share.high() - share.low()).as("nothing is certain").isPositive();
  }

  @Test
  void halfOfAHundredIsFortyToSixty() {
    Interval share = Interval.ofShare(50, 100);
    assertThat(share.low()).isCloseTo(0.4, within(0.003));
    assertThat(share.high()).isCloseTo(0.6, within(0.003));
  }

  @Property
  void meansLieInsideTheirRange(
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = 0, max = 30) Double> values) {
    double sum = 0;
    double squares = 0;
    for (double v : values) {
      sum += v;
      squares += v * v;
    }
    Interval mean = Interval.ofMean(sum, squares, values.size());
    assertThat(mean.value()).isBetween(mean.low(), mean.high());
    assertThat(mean.low()).isNotNegative();
  }

  @Test
  void aMeanOfTwoNumbersHasTheirStandardErrorTwice() {
    // 1 and 3: mean 2, sample deviation sqrt(2), standard error 1.
    Interval mean = Interval.ofMean(4, 10, 2);
    assertThat(mean.low()).isCloseTo(0, within(1e-12));
    assertThat(mean.high()).isCloseTo(4, within(1e-12));
  }

  @Test
  void printsNoMoreDigitsThanItDeserves() {
    assertThat(Numbers.percentRange(Interval.ofShare(430, 512))).isEqualTo("84 % [80 .. 87]");
    assertThat(Numbers.percent(Interval.ofShare(99_990, 100_000))).isEqualTo("99.9 %");
    assertThat(Numbers.percent(Interval.ofShare(511, 512))).isEqualTo("99.8 %");
    assertThat(Numbers.percent(Interval.ofShare(512, 512))).isEqualTo("100.0 %");
    assertThat(Numbers.percent(Interval.ofShare(20, 20))).isEqualTo("100 %");
    assertThat(Numbers.two(0.0996)).isEqualTo("0.10");
    assertThat(Numbers.two(0.0123)).isEqualTo("0.012");
    assertThat(Numbers.two(17.6)).isEqualTo("18");
    assertThat(Numbers.two(1234)).isEqualTo("1200");
    assertThat(Numbers.two(0)).isEqualTo("0");
    assertThat(Numbers.two(3e-9)).isEqualTo("< 0.000001");
    assertThat(Numbers.two(Double.POSITIVE_INFINITY)).isEqualTo("infinite");
  }
}
