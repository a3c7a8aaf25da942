package decodefab.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import decodefab.design.Design;
import decodefab.design.InlineModel;
import decodefab.design.Memory;
import decodefab.design.MemoryKind;
import decodefab.design.TargetKind;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesignReaderTest {
  private static final String EXAMPLE =
      """
      // One accelerator.
      design tinytales_u55c {
        model "../models/tinytales"

        format w4  = int(4)     per group(32) scale f16
        format a8  = int(8)     per group(32) scale f32 dynamic
        format kv8 = int(8)     per head      scale f16 dynamic
        format mx4 = float(2,1) per group(32) scale e8m0          // defined, not used

        quantize weights as w4
        quantize embedding, lm_head as int(8) per group(32) scale f16
        quantize activations as a8
        quantize kv_cache as kv8

        memory bram { on_chip  capacity 4 MiB   width 512 bit  latency 2 cycles }
        memory hbm  { hbm2     capacity 16 GiB  channels 32 x 256 bit at 450 MHz  latency 120 ns }
        place weights, lm_head, kv_cache in hbm
        place norms, activations in bram

        datapath { clock 300 MHz   lanes 512   vector 16 x fp32   batch 1 }
        tile matvec { rows 8  cols 64 }

        target fpga xcu55c
      }
      """;

  @Test
  void readsTheExampleOfTheReference() throws InputException {
    Design design = parse(EXAMPLE);
    assertThat(design.name()).isEqualTo("tinytales_u55c");
    assertThat(design.formatOf("layers.3.mlp.down").name()).isEqualTo("w4");
    assertThat(design.formatOf("lm_head").text()).isEqualTo("int(8) per group(32) scale f16");
    assertThat(design.formatOf("norms").text()).isEqualTo("float(8, 23) per tensor scale none");
    assertThat(design.tierOf("embedding").name()).isEqualTo("hbm");
    assertThat(design.tierOf("norms").name()).isEqualTo("bram");
    Memory hbm = design.tierOf("kv_cache");
    assertThat(hbm.kind()).isEqualTo(MemoryKind.HBM2);
    assertThat(hbm.capacityBytes()).isEqualTo(16L << 30);
    assertThat(hbm.peakBytesPerSecond(300e6)).isEqualTo(460.8e9);
    assertThat(hbm.latency().cycles(300e6)).isEqualTo(36);
    assertThat(design.tile().cols()).isEqualTo(64);
    assertThat(design.target().part()).isEqualTo("xcu55c");
    assertThat(design.origin("datapath.vector").line()).isEqualTo(20);
    assertThat(design.origin("memory.hbm.capacity").line()).isEqualTo(16);
  }

  @Test
  void fillsInEveryDefault() throws InputException {
    Design design = parse("design tiny { model \"m\" }");
    assertThat(design.datapath().lanes()).isEqualTo(128);
    assertThat(design.tile().rows()).isEqualTo(8);
    assertThat(design.datapath().clockHz()).isEqualTo(200e6);
    assertThat(design.memories()).hasSize(1);
    Memory memory = design.tierOf("layers.0.attention.q");
    assertThat(memory.name()).isEqualTo("on_chip");
    assertThat(memory.widthBits()).isEqualTo(1024);
    assertThat(design.target().kind()).isEqualTo(TargetKind.FPGA);
    assertThat(design.formatOf("kv_cache").text()).isEqualTo("int(8) per head scale f16 dynamic");
    assertThat(design.origin("datapath.clock")).isEqualTo(design.span());
  }

  @Test
  void readsAnInlineModel() throws InputException {
    Design design =
        parse(
            """
            design t { model { vocab 512 dim 64 layers 5 context 512
              layer { x += attention(rmsnorm(x), heads 8, kv_heads 4, rope 10000)
                      x += swiglu(rmsnorm(x), hidden 172) }
              head linear(rmsnorm(x)) } }
            """);
    InlineModel model = (InlineModel) design.model();
    assertThat(model.headDim()).isEqualTo(8);
    assertThat(model.kvHeads()).isEqualTo(4);
    assertThat(model.hidden()).isEqualTo(172);
    assertThat(model.normEps()).isEqualTo(1e-5);
    assertThat(model.tied()).isFalse();
  }

  @Test
  void reportsAllErrorsAtOnce() {
    List<Diagnostic> found =
        errors(
            """
            design t {
              model "m"
              quantise weights as w4
              memory m { on_chip capacty 4 MiB }
              datapath { lanes 100 }
            }
            """);
    assertThat(found).hasSize(2).allMatch(d -> d.code().equals("DF101"));
    assertThat(found.get(0).help()).contains("did you mean `quantize`?");
    assertThat(found.get(1).help()).contains("did you mean `capacity`?");
  }

  private static Design parse(String text) throws InputException {
    return DesignReader.parse(new SourceText("test.dfab", text));
  }

  private static List<Diagnostic> errors(String text) {
    return catchThrowableOfType(InputException.class, () -> parse(text)).diagnostics();
  }
}
