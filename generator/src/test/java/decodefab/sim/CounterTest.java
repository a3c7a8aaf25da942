package decodefab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.plan.HostRegister;
import decodefab.plan.RegisterMap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Holds the counters that a run reports against the register map. */
class CounterTest {
  @Test
  void countersAreThoseOfTheRegistersInTheirOrder() {
    assertThat(Arrays.stream(Counter.values()).map(Counter::name))
        .containsExactlyElementsOf(
            RegisterMap.counters().stream().map(HostRegister::name).toList());
  }
}
