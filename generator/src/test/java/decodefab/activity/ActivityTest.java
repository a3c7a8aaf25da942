package decodefab.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTest {
  private static final String HEADER =
      """
      $version made up $end
      $timescale 1ps $end
      $scope module top $end
       $var wire 1 ! clk $end
       $scope module g_lane[0] $end
        $var wire 3 " sum [4:2] $end
        $var wire 2 # up [0:1] $end
        $var wire 1 $ mem[7] [0:0] $end
        $var wire 1 ! clk $end
        $var real 64 % loss $end
       $upscope $end
      $upscope $end
      $enddefinitions $end
      """;

  private static final String VALUES =
      """
      #10
      $dumpvars
      0!
      b101 "
      bx #
      1$
      r0.5 %
      $end
      #12
      1!
      b1 "
      $comment 0! is not read $end
      #15
      0!
      b10 #
      bz0 #
      #20
      """;

  private static void add(ActivityCounter counter, String text) throws IOException {
    counter.add(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String saif(ActivityCounter counter) throws IOException {
    StringBuilder out = new StringBuilder();
    SaifWriter.write(counter, "d", 100, out);
    return out.toString();
  }

  @Test
  void timesAndChangesOfEachBit() throws Exception {
    ActivityCounter counter = new ActivityCounter();
    add(counter, HEADER + VALUES);
    assertThat(saif(counter))
        .isEqualTo(
            """
            (SAIFILE
            (SAIFVERSION "2.0")
            (DIRECTION "backward")
            (DESIGN "d")
            (PROGRAM_NAME "decodefab")
            (DIVIDER / )
            (TIMESCALE 1 fs)
            (DURATION 1000)
            (INSTANCE top
             (NET
              (clk (T0 700) (T1 300) (TX 0) (TZ 0) (TC 2) (IG 0))
             )
             (INSTANCE g_lane\\[0\\]
              (NET
               (sum\\[4\\] (T0 800) (T1 200) (TX 0) (TZ 0) (TC 1) (IG 0))
               (sum\\[3\\] (T0 1000) (T1 0) (TX 0) (TZ 0) (TC 0) (IG 0))
               (sum\\[2\\] (T0 0) (T1 1000) (TX 0) (TZ 0) (TC 0) (IG 0))
               (up\\[0\\] (T0 0) (T1 0) (TX 500) (TZ 500) (TC 0) (IG 0))
               (up\\[1\\] (T0 500) (T1 0) (TX 500) (TZ 0) (TC 0) (IG 0))
               (mem\\[7\\]\\[0\\] (T0 0) (T1 1000) (TX 0) (TZ 0) (TC 0) (IG 0))
               (clk (T0 700) (T1 300) (TX 0) (TZ 0) (TC 2) (IG 0))
              )
             )
            )
            )
            """);
  }

  @Test
  void waveformsAreAddedAndTheTimeBetweenThemIsLeftOut() throws Exception {
    ActivityCounter counter = new ActivityCounter();
    add(counter, HEADER + VALUES);
    add(counter, HEADER + "#1000\n1!\nb0 \"\nb0 #\n0$\n#1001\n0!\n#1005\n");
    assertThat(counter.duration()).isEqualTo(15);
    assertThat(saif(counter))
        .contains("(clk (T0 1100) (T1 400) (TX 0) (TZ 0) (TC 3)")
        .contains("(mem\\[7\\]\\[0\\] (T0 500) (T1 1000)");
    assertThatThrownBy(() -> add(counter, HEADER.replace("3 \"", "2 \"") + "#1\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("otherwise");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$scope module a $end",
        "$upscope $end $enddefinitions $end #1",
        "$enddefinitions $end #1",
        "$var wire 0 ! a $end $enddefinitions $end #1",
        "$var wire 99999999 ! a $end $enddefinitions $end #1",
        "$var wire 1 ! a $end $enddefinitions $end",
        "$var wire 1 ! a $end $enddefinitions $end 1!",
        "$var wire 1 ! a $end $enddefinitions $end #2 1! #1",
        "$var wire 1 ! a $end $enddefinitions $end #-2",
        "$var wire 1 ! a $end $enddefinitions $end #2 1?",
        "$var wire 1 ! a $end $enddefinitions $end #2 q!",
        "$var wire 1 ! a $end $enddefinitions $end #2 b10 !",
        "$var wire 2 ! a $end $enddefinitions $end #2 b12 !",
        "$var wire 2 ! a $end $enddefinitions $end #2 b10",
        "$var wire 1 ! a",
        "not a waveform",
      })
  void whatIsNoWaveformIsRefused(String text) {
    assertThatThrownBy(() -> add(new ActivityCounter(), text)).isInstanceOf(IOException.class);
  }
}
