package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All that five trits can be. */
class TritPackingTest {
  @Test
  void roundTripsAllDigits() {
    Set<Integer> bytes = new HashSet<>();
    for (int number = 0; number < 243; number++) {
      int[] trits = new int[5];
      for (int i = 0, rest = number; i < 5; i++, rest /= 3) {
        trits[i] = rest % 3 - 1;
      }
      int packed = TritPacking.pack(trits, 0);
      assertThat(packed).isBetween(0, 255);
      assertThat(TritPacking.unpack(packed)).isEqualTo(trits);
      bytes.add(packed);
    }
    assertThat(bytes).hasSize(243);
  }

  @Test
  void fillsUpWithZeros() {
    int packed = TritPacking.pack(new int[] {1, -1, 1}, 1);
    assertThat(TritPacking.unpack(packed)).containsExactly(-1, 1, 0, 0, 0);
  }

  @Test
  void givesTritsForEveryByte() {
    for (int packed = 0; packed < 256; packed++) {
      for (int trit : TritPacking.unpack(packed)) {
        assertThat(trit).isBetween(-1, 1);
      }
    }
  }
}
