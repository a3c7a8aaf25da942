package decodefab.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The committed coefficient ROM holds exactly the words that the golden model computes with. */
class SfuTableTest {

  private static final Pattern ROW = Pattern.compile("rom\\[ *(\\d+)\\] = 64'h([0-9A-F]{16});");

  @Test
  void romFileIsWhatTheGeneratorComputes() throws IOException {
    Path home = Path.of(System.getProperty("decodefab.home"));
    String committed = Files.readString(home.resolve("templates/lib/dfab_fp_sfu_rom.v"));
    Matcher row = ROW.matcher(committed);
    StringBuilder regenerated = new StringBuilder();
    int next = 0;
    while (row.find()) {
      assertThat(Integer.parseInt(row.group(1))).isEqualTo(next);
      row.appendReplacement(
          regenerated, "rom[%3d] = 64'h%016X;".formatted(next, SfuTable.word(next)));
      next++;
    }
    row.appendTail(regenerated);
    assertThat(next).isEqualTo(SfuTable.WORDS);

    Path fresh = home.resolve("generator/target/dfab_fp_sfu_rom.v");
    if (!committed.contentEquals(regenerated)) {
      Files.writeString(fresh, regenerated);
    }
    assertThat(committed.contentEquals(regenerated))
        .as("the table changed; the file as it should be is %s", home.relativize(fresh))
        .isTrue();
  }

  /** Every coefficient fits its field with the stated sign, else a word would be corrupt. */
  @Test
  void fieldsHoldTheirCoefficients() {
    for (int group = 0; group < 4; group++) {
      for (int segment = 0; segment < SfuTable.SEGMENTS; segment++) {
        long word = SfuTable.word(group * SfuTable.SEGMENTS + segment);
        long slope = word << 27 >> 42;
        assertThat(slope > 0).as("slope rises").isEqualTo(group == SfuTable.EXP2);
        assertThat(word & 0x7FFF).as("curvature").isPositive();
        // The significand never leaves [2^23, 2^24], at either end of a segment.
        for (int offset : new int[] {0, 1 << 17, (1 << 18) - 1}) {
          assertThat(SfuTable.significand(group, segment, offset)).isBetween(1 << 23, 1 << 24);
        }
      }
    }
  }
}
