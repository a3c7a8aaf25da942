package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a pattern is stored, and what that costs. */
class SparsePatternTest {

  /** The smaller of places and bitmap; a tie goes to the places, which the engine selects by. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 1, 1, by places", "2, 4, 2, 2, by places", "1, 4, 1, 2, by places",
    "4, 8, 4, 2, by bitmap", "3, 8, 4, 2, by bitmap", "2, 8, 2, 3, by places",
    "8, 16, 8, 2, by bitmap", "4, 16, 4, 4, by places", "16, 32, 16, 2, by bitmap",
    "8, 32, 8, 4, by bitmap", "4, 32, 4, 5, by places", "3, 4, 4, 0, stored whole"
  })
  void storesWhatIsSmaller(int kept, int group, int slots, int index, String how) {
    SparsePattern pattern = new SparsePattern(kept, group);
    assertThat(pattern.slots()).isEqualTo(slots);
    assertThat(pattern.indexBits()).isEqualTo(index);
    assertThat(pattern.hasBitmap()).isEqualTo(how.equals("by bitmap"));
    assertThat(pattern.text()).startsWith(kept + " of " + group).endsWith(how);
  }

  @Test
  void neverTakesMoreThanTheOtherWay() {
    int cases = 0;
    for (int group = 2; group <= SparsePattern.MAX_GROUP; group *= 2) {
      for (int kept = 1; kept <= group; kept++) {
        SparsePattern pattern = new SparsePattern(kept, group);
        if (pattern.isSparse()) {
          int places = pattern.slots() * Integer.numberOfTrailingZeros(group);
          assertThat(pattern.slots() * pattern.indexBits()).isEqualTo(Math.min(places, group));
          cases++;
        } else {
          assertThat(pattern.indexBits()).isZero();
          assertThat(pattern.stored()).isEqualTo(SparsePattern.DENSE);
        }
        assertThat(pattern.isPruned()).isEqualTo(kept < group);
      }
    }
    assertThat(cases).isEqualTo(1 + 2 + 4 + 8 + 16);
  }

  @Test
  void patternsOfEqualSlotsAreOneToTheHardware() {
    assertThat(new SparsePattern(3, 16).stored()).isEqualTo(new SparsePattern(4, 16).stored());
    assertThat(new SparsePattern(3, 8).stored()).isNotEqualTo(new SparsePattern(2, 8).stored());
  }

  @Test
  void countsStoredBytes() {
    TensorFormat int4 = TensorFormat.grouped(ElementCodes.signed(4), 32, ScaleCode.F16);
    // 68 columns: 17 groups of two weights of six bits, three scales.
    assertThat(int4.storedBytes(8, 68, new SparsePattern(2, 4))).isEqualTo(8 * (17 * 12 + 48) / 8);
    assertThat(int4.bitsPerWeight(new SparsePattern(2, 4))).isEqualTo(3.5);
    assertThat(int4.bitsPerWeight(new SparsePattern(8, 32))).isEqualTo(2.5);
    assertThat(int4.storedBytes(8, 68, new SparsePattern(3, 4))).isEqualTo(int4.storedBytes(8, 68));
  }
}
