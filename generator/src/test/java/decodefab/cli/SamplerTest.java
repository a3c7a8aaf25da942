package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final float[] LOGITS = {0, (float) Math.log(2), (float) Math.log(5), -40};

  @Test
  void drawsByTheSoftmax() {
    Sampler sampler = new Sampler(1, 1, 7);
    int[] count = new int[4];
    for (int i = 0; i < 80_000; i++) {
      count[sampler.draw(LOGITS)]++;
    }
    assertThat(count[0] / 80_000.0).isEqualTo(1 / 8.0, within(0.01));
    assertThat(count[1] / 80_000.0).isEqualTo(2 / 8.0, within(0.01));
    assertThat(count[2] / 80_000.0).isEqualTo(5 / 8.0, within(0.01));
    assertThat(count[3]).isZero();
  }

  @Test
  void keepsTheLikeliestOnly() {
    Set<Integer> drawn = new HashSet<>();
    Sampler sampler = new Sampler(1, 0.7, 7);
    for (int i = 0; i < 1000; i++) {
      drawn.add(sampler.draw(LOGITS));
    }
    // 5/8 is less than 0.7, so the next likeliest belongs to them too.
    assertThat(drawn).containsExactlyInAnyOrder(1, 2);
    assertThat(new Sampler(1, 0.001, 7).draw(LOGITS)).isEqualTo(2);
  }

  @Test
  void heatLevelsAndColdSharpens() {
    Sampler cold = new Sampler(0.01, 1, 7);
    Sampler hot = new Sampler(100, 1, 7);
    int unlikely = 0;
    for (int i = 0; i < 1000; i++) {
      assertThat(cold.draw(LOGITS)).isEqualTo(2);
      unlikely += hot.draw(LOGITS) == 3 ? 1 : 0;
    }
    assertThat(unlikely).isBetween(100, 300);
  }

  @Property
  void drawsATokenWhateverTheLogits(
      @ForAll @Size(min = 1, max = 40) @FloatRange(min = -1e6f, max = 1e6f) float[] logits,
      @ForAll @FloatRange(min = 0.01f, max = 100f) float temperature,
      @ForAll @FloatRange(min = 0.01f, max = 1f) float topP,
      @ForAll long seed) {
    int token = new Sampler(temperature, topP, seed).draw(logits);
    assertThat(token).isBetween(0, logits.length - 1);
    assertThat(new Sampler(temperature, topP, seed).draw(logits)).isEqualTo(token);
  }
}
