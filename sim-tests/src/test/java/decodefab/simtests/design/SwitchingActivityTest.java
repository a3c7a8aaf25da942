package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.activity.ActivityCounter;
import decodefab.activity.SaifWriter;
import decodefab.rtl.FileSet;
import decodefab.sim.SimulationBinary;
import decodefab.sim.SimulationBuilder;
import decodefab.sim.SimulationSession;
import decodefab.sim.Waveform;
import decodefab.simtests.cell.Checkout;
import decodefab.tool.BuildCache;
import decodefab.tool.ToolRunner;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switching activity of a real design: waveforms of its tokens, added up. */
class SwitchingActivityTest {
  private static final Pattern BIT =
      Pattern.compile(
          "\\((\\S+) \\(T0 (\\d+)\\) \\(T1 (\\d+)\\) \\(TX 0\\) \\(TZ 0\\) \\(TC (\\d+)\\) \\(IG 0\\)\\)");

  @TempDir Path folder;

  @Test
  void everyBitIsCountedOverTheTokensThatWereAskedFor() throws Exception {
    DesignUnderTest design = DesignUnderTest.ofMatrix("smallest");
    FileSet files = design.emit();
    DesignUnderTest.write(files, folder);
    ToolRunner runner = new ToolRunner();
    BuildCache cache = new BuildCache(Checkout.target().resolve("simulations"));
    SimulationBinary binary =
        new SimulationBuilder(Simulation.tools(), cache, runner)
            .forShortRuns()
            .build(files, Waveform.VCD, text -> {});
    ActivityCounter counter = new ActivityCounter();
    long cycles = 0;
    try (SimulationSession session = SimulationSession.start(runner, binary, folder)) {
      Path waves = folder.resolve("token.vcd");
      for (int position = 0; position < 2; position++) {
        session.traceInto(waves);
        cycles += session.step(position, 5 + position, false).cycles();
        session.stopTrace();
        try (InputStream in = Files.newInputStream(waves)) {
          counter.add(in);
        }
      }
    }
    assertThat(counter.duration()).isBetween(2 * cycles, 2 * cycles + 2_000);
    StringBuilder saif = new StringBuilder();
    SaifWriter.write(counter, design.name(), 1, saif);
    List<MatchResult> bits = BIT.matcher(saif).results().toList();
    assertThat(saif).contains("(INSTANCE smallest_bench\n");
    assertThat(bits).hasSizeGreaterThan(10_000);
    assertThat(saif.toString().split("\\(T0 ", -1)).hasSize(bits.size() + 1);
    long changing = 0;
    for (MatchResult bit : bits) {
      long zero = Long.parseLong(bit.group(2));
      long one = Long.parseLong(bit.group(3));
      long changes = Long.parseLong(bit.group(4));
      assertThat(zero + one).as(bit.group(1)).isEqualTo(counter.duration());
      if (bit.group(1).equals("clk")) {
        assertThat(changes).isEqualTo(counter.duration());
      }
      changing += changes > 0 ? 1 : 0;
    }
    assertThat(changing).isBetween(bits.size() / 20L, bits.size() - 1L);
  }
}
