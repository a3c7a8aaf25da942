package decodefab.estimate;

import decodefab.design.Design;
import decodefab.design.InlineModel;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.DesignReader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.InlineShapes;
import decodefab.plan.Planner;

/** Designs of the tests, planned. */
final class Plans {
  static final String TINY =
      "vocab 512 dim 64 layers 5 context 512 layer {"
          + " x += attention(rmsnorm(x), heads 8, kv_heads 4, rope 10000)"
          + " x += swiglu(rmsnorm(x), hidden 172) } head linear(rmsnorm(x))";

  static final String LARGE =
      "vocab 32000 dim 8192 layers 80 context 4096 layer {"
          + " x += attention(rmsnorm(x), heads 64, kv_heads 8, rope 10000)"
          + " x += swiglu(rmsnorm(x), hidden 28672) } head linear(rmsnorm(x))";

  static final String ON_CHIP = "memory bram { on_chip capacity 4 MiB latency 2 cycles }";

  private Plans() {}

  /** The shape of stories260K, everything on chip. */
  static HardwarePlan onChip() {
    return plan(TINY, 32, ON_CHIP, "lanes 128 vector 8 x fp32", "rows 8 cols 16", "fpga xcu50");
  }

  /** The same with weights and cache in one channel of memory. */
  static HardwarePlan offChip(String bandwidth) {
    return plan(
        TINY,
        32,
        ON_CHIP
            + " memory ddr { ddr4 capacity 4 GiB channels 1 x 512 bit at 300 MHz latency 90 ns"
            + bandwidth
            + " } place weights, lm_head, kv_cache in ddr",
        "lanes 128 vector 8 x fp32",
        "rows 8 cols 16",
        "fpga xcu50");
  }

  /** The shape of Llama-2-70B in HBM. */
  static HardwarePlan large() {
    return plan(
        LARGE,
        128,
        "memory uram { on_chip capacity 24 MiB latency 2 cycles }"
            + " memory hbm { hbm2 capacity 64 GiB channels 32 x 256 bit at 450 MHz latency 120 ns }"
            + " place weights, lm_head, kv_cache in hbm",
        "lanes 2048 vector 32 x fp32",
        "rows 16 cols 128",
        "fpga xcu55c");
  }

  static HardwarePlan plan(
      String model, int group, String memories, String datapath, String tile, String target) {
    String text =
        "design tried { model { %s } quantize weights as int(4) per group(%d) scale f16"
                .formatted(model, group)
            + " quantize embedding, lm_head as int(8) per group(%d) scale f16".formatted(group)
            + " quantize activations as int(8) per group(%d) scale f32 dynamic".formatted(group)
            + " quantize kv_cache as int(8) per head scale f16 dynamic "
            + memories
            + " datapath { clock 200 MHz %s batch 1 } tile matvec { %s } target %s }"
                .formatted(datapath, tile, target);
    try {
      Design design = DesignReader.parse(new SourceText("tried.dfab", text));
      return Planner.plan(design, InlineShapes.of((InlineModel) design.model()));
    } catch (InputException e) {
      throw new AssertionError(e.diagnostics().toString(), e);
    }
  }
}
