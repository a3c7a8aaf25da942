package decodefab.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("quantize", "place", "hbm", "w4");

  @Test
  void findsOneEditAway() {
    assertThat(Nearest.to("quantise", KNOWN)).contains("quantize");
    assertThat(Nearest.to("palce", KNOWN)).contains("place");
    assertThat(Nearest.to("HBM", KNOWN)).contains("hbm");
    assertThat(Nearest.to("w5", KNOWN)).contains("w4");
  }

  @Test
  void staysSilentFarAway() {
    assertThat(Nearest.to("zz", KNOWN)).isEmpty();
    assertThat(Nearest.to("datapath", KNOWN)).isEmpty();
    assertThat(Nearest.to("q".repeat(1000), KNOWN)).isEmpty();
    assertThat(Nearest.help("zz", List.of(), "format")).isEqualTo("no format is defined");
  }
}
