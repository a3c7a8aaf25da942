package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutTest {
  private final TestSurroundings world = new TestSurroundings();

  @ParameterizedTest
  @CsvSource({
    "auto, true, '', xterm, true",
    "auto, false, '', xterm, false",
    "auto, true, 1, xterm, false",
    "auto, true, '', dumb, false",
    "always, false, 1, dumb, true",
    "never, true, '', xterm, false",
  })
  void colorsWhereAPersonWatchesAndWantsIt(
      Out.Color color, boolean terminal, String noColor, String term, boolean colored) {
    Map<String, String> environment = Map.of("NO_COLOR", noColor, "TERM", term);
    Out out = new Out(world.with(terminal, environment), Out.Level.NORMAL, color);
    assertThat(out.colorsResult()).isEqualTo(colored);
    assertThat(out.colorsErrors()).isEqualTo(colored);
  }

  @ParameterizedTest
  @CsvSource({"QUIET, 'error\n'", "NORMAL, 'note\nerror\n'", "VERBOSE, 'note\ndetail\nerror\n'"})
  void saysAsMuchAsWasAskedFor(Out.Level level, String said) {
    Out out = new Out(world.with(Map.of()), level, Out.Color.auto);
    out.note("note");
    out.detail("detail");
    out.error("error");
    out.result("result");
    assertThat(world.err()).isEqualTo(said);
    assertThat(world.out()).isEqualTo("result\n");
  }

  @Test
  void showsNoProgressWhereNobodyWatches() {
    Out out = new Out(world.with(Map.of()), Out.Level.NORMAL, Out.Color.auto);
    try (ProgressBar bar = out.progress((state, length) -> "tokens")) {
      bar.step();
    }
    assertThat(world.out()).isEmpty();
    assertThat(world.err()).isEmpty();
  }
}
