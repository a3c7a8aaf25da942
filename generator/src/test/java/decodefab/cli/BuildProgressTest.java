package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.tool.ToolListener;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildProgressTest {
  private final TestSurroundings world = new TestSurroundings();

  private void build(boolean terminal) {
    Out out = new Out(world.with(terminal, Map.of()), Out.Level.NORMAL, Out.Color.auto);
    try (BuildProgress progress = new BuildProgress(out)) {
      progress.begin("building");
      progress.line(ToolListener.Stream.OUTPUT, "verilator --cc bench.v");
      for (int i = 0; i < 7; i++) {
        progress.line(ToolListener.Stream.OUTPUT, "g++ -O3 -c -o part" + i + ".o part.cpp");
      }
    }
  }

  @Test
  void isOneLineWhereNobodyWatches() {
    build(false);
    assertThat(world.err()).isEqualTo("building\n");
  }

  @Test
  void countsTheFilesOnATerminal() {
    build(true);
    assertThat(world.err()).startsWith("building\n").contains("7 files handed to the compiler");
    assertThat(world.out()).isEmpty();
  }

  @Test
  void saysNothingWhereNothingIsBuilt() {
    Out out = new Out(world.with(true, Map.of()), Out.Level.NORMAL, Out.Color.auto);
    new BuildProgress(out).close();
    assertThat(world.err()).isEmpty();
  }
}
