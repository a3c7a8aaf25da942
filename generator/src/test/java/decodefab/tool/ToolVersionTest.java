package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolVersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Verilator 5.006 2023-01-22 rev (Debian 5.006-3)         | 5.006",
        "Verilator 5.048 2026-04-26 rev v5.048                   | 5.048",
        "g++ (Debian 12.2.0-14) 12.2.0                           | 12.2.0",
        "g++-13 (Ubuntu 13.3.0-6ubuntu2~24.04) 13.3.0            | 13.3.0",
        "GNU Make 4.3                                            | 4.3",
        "Icarus Verilog version 11.0 (stable) ()                 | 11.0",
        "Yosys 0.23 (git sha1 7ce5011c24b)                       | 0.23",
        "Z3 version 4.8.12 - 64 bit                              | 4.8.12",
      })
  void readsWhatToolsPrint(String printed, String version) {
    assertThat(ToolVersion.parse(printed)).map(ToolVersion::text).contains(version);
  }

  @ParameterizedTest
  @CsvSource({"''", "no version here", "7", "v1x.2y", "99999999999999.5"})
  void findsNoVersionWhereThereIsNone(String printed) {
    assertThat(ToolVersion.parse(printed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5.048, 5.006", "5.006, 4.228", "0.40, 0.9", "12.2.0, 12.1.9", "4.8.12, 4.8"})
  void comparesNumberByNumber(String newer, String older) {
    assertThat(ToolVersion.of(newer)).isGreaterThan(ToolVersion.of(older));
    assertThat(ToolVersion.of(newer).atLeast(ToolVersion.of(older))).isTrue();
    assertThat(ToolVersion.of(older).atLeast(ToolVersion.of(newer))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5.0, 5.0.0", "5.006, 5.6"})
  void equalNumbersAreEqualVersions(String one, String other) {
    assertThat(ToolVersion.of(one)).isEqualTo(ToolVersion.of(other));
    assertThat(ToolVersion.of(one)).hasSameHashCodeAs(ToolVersion.of(other));
  }

  @Property
  void readsBackWhatItPrints(
      @ForAll @Size(min = 2, max = 6) List<@IntRange(max = 99_999) Integer> parts) {
    String dotted = parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    assertThat(ToolVersion.parse("tool " + dotted)).contains(new ToolVersion(dotted, parts));
  }

  @ParameterizedTest
  @CsvSource({"''", "a.b", "1..2"})
  void refusesWhatIsNoVersion(String dotted) {
    assertThatThrownBy(() -> ToolVersion.of(dotted)).isInstanceOf(IllegalArgumentException.class);
  }
}
