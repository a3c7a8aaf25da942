package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import decodefab.design.Design;
import decodefab.design.InlineModel;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.DesignReader;
import decodefab.golden.QuantizedWeights;
import decodefab.graph.GraphPrinter;
import decodefab.model.SyntheticWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that are stored unlike their neighbours: loops of the program, streams, refusals. */
class LayerLoopTest {
  private static final String MEMORIES =
      "memory bram { on_chip capacity 4 MiB }"
          + " memory ddr { ddr4 capacity 1 GiB channels 1 x 64 bit at 200 MHz latency 200 ns } ";

  private static HardwarePlan plan(int layers, String rules) throws InputException {
    String text =
        "design tried { model { vocab 40 dim 32 layers %d context 32 layer {".formatted(layers)
            + " x += attention(rmsnorm(x), heads 4, kv_heads 2, rope 10000)"
            + " x += swiglu(rmsnorm(x), hidden 48) } head linear(rmsnorm(x)) }"
            + " quantize weights as int(4) quantize embedding, lm_head as int(8) "
            + rules
            + " datapath { clock 200 MHz lanes 16 vector 4 x fp32 } tile matvec { rows 4 cols 4 } }";
    Design design = DesignReader.parse(new SourceText("tried.dfab", text));
    return Planner.plan(design, InlineShapes.of((InlineModel) design.model()));
  }

  private static final String THREE_RUNS =
      MEMORIES
          + "quantize layers.2.mlp.* as ternary quantize layers.3..4.attention.* as int(6)"
          + " sparsity layers.3..4.mlp.up = 2 of 4";

  @Test
  void layersThatAreStoredAlikeShareALoop() throws InputException {
    Program program = plan(5, THREE_RUNS).program();

    assertThat(program.loops()).extracting(LayerLoop::text).containsExactly("0..1", "2", "3..4");
    assertThat(program.layers()).isEqualTo(5);
    List<Instruction> begins =
        program.words().stream().filter(i -> i.get(InstructionField.CT_COUNT) != 0).toList();
    assertThat(begins)
        .extracting(i -> i.get(InstructionField.CT_FIRST))
        .containsExactly(0L, 2L, 3L);
    assertThat(begins)
        .extracting(i -> i.get(InstructionField.CT_COUNT))
        .containsExactly(2L, 1L, 2L);
  }

  /** Strides count from layer 0 in every loop, so bodies differ in formats alone. */
  @Test
  void bodiesDifferInWhatTheyMultiplyOnly() throws InputException {
    Program program = plan(5, THREE_RUNS).program();

    List<Step> first = program.body(0);
    List<Step> second = program.body(2);
    List<String> changed =
        IntStream.range(0, first.size())
            .filter(i -> !first.get(i).instruction().equals(second.get(i).instruction()))
            .mapToObj(i -> second.get(i).label())
            .toList();
    assertThat(second).hasSameSizeAs(first);
    assertThat(changed)
        .containsExactly(
            "multiply mlp.gate, layer 2", "multiply mlp.up, layer 2", "multiply mlp.down, layer 2");
  }

  @Test
  void everyAddressLeadsToItsInstruction() throws InputException {
    Program program = plan(5, THREE_RUNS).program();

    List<Instruction> words = program.words();
    assertThat(words).hasSize(program.length());
    int steps = 0;
    for (int pc = 0; pc < words.size(); pc++) {
      Instruction word = words.get(pc);
      assertThat(program.stepAt(pc).isPresent()).isEqualTo(word.engine() != Engine.CONTROL);
      if (program.stepAt(pc).isPresent()) {
        assertThat(program.stepAt(pc).get().instruction()).isEqualTo(word);
        steps++;
      }
    }
    assertThat(steps).isEqualTo(program.length() - 3 * 2 - 1);
    for (int layer = 0; layer < 5; layer++) {
      assertThat(program.stepAt(program.bodyStart(layer))).contains(program.body(layer).getFirst());
      assertThat(program.stepAt(program.bodyStart(layer) - 1)).isEmpty();
    }
    assertThat(program.stepAt(program.length())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quantize layers.0..1.* as int(4) quantize layers.2.* as int(4) per group(32) scale f16",
        "sparsity layers.1.* = dense",
        "sparsity layers.1..2.mlp.up = 4 of 4",
        "place layers.0.*, layers.2.* in ddr place layers.1.* in ddr"
      })
  void rulesThatSayTheSameMakeNoLoop(String rules) throws InputException {
    HardwarePlan plan = plan(3, MEMORIES + rules);

    assertThat(plan.program().loops()).extracting(LayerLoop::text).containsExactly("0..2");
    assertThat(plan.graph().precision().matrices()).hasSize(9);
  }

  @Test
  void memoriesMayDiffer() throws InputException {
    HardwarePlan plan = plan(3, MEMORIES + "place layers.1..2.mlp.* in ddr");

    assertThat(plan.runs()).extracting(LayerRun::words).containsExactly("layer 0", "layers 1..2");
    assertThat(sources(plan, 0)).isEqualTo("0000000");
    assertThat(sources(plan, 1)).isEqualTo("0000111");
    assertThat(plan.tier().orElseThrow().weightBytes())
        .isEqualTo(plan.containers(false) * plan.fabric().containerBytes());
    assertThat(plan.containers(false)).isPositive();
  }

  private static String sources(HardwarePlan plan, int layer) {
    return plan.program().body(layer).stream()
        .filter(s -> s.label().startsWith("multiply"))
        .map(s -> Long.toString(s.instruction().get(InstructionField.MV_SRC)))
        .collect(Collectors.joining());
  }

  @Test
  void streamsHoldEveryLayerInItsFormat() throws InputException {
    HardwarePlan plan = plan(5, THREE_RUNS + " place layers.1..2.* in ddr");
    QuantizedWeights weights =
        QuantizedWeights.of(new SyntheticWeights(plan.graph().shape(), 1), plan.graph());

    for (boolean onChip : new boolean[] {true, false}) {
      long[] words = {0, 0};
      Images images = new Images(plan, weights);
      images.containers(onChip, container -> words[0]++);
      images.scales(onChip, word -> words[1]++);
      assertThat(words).containsExactly(plan.containers(onChip), plan.scaleWords(onChip));
      assertThat(words[0]).isPositive();
    }
    assertThat(weights.matrix("mlp.up", 2).format().element().name()).isEqualTo("ternary");
    assertThat(weights.matrix("attention.q", 3).format().element().name()).isEqualTo("int(6)");
    assertThat(weights.matrix("mlp.up", 1).format().element().name()).isEqualTo("int(4)");
    assertThat(GraphPrinter.print(plan.graph()))
        .contains("layers.0..1.mlp.up = int(4)", "layers.2.mlp.up = ternary")
        .contains("layers.3..4.mlp.up = int(4) per group(32) scale f16, 2 of 4");
  }

  @Test
  void aLoopWithoutItsTokensIsFoundOut() throws InputException {
    Program right = plan(5, THREE_RUNS).program();
    assertThatCode(() -> OrderChecker.check(right)).doesNotThrowAnyException();
    for (int wrong = 0; wrong < 3; wrong++) {
      List<LayerLoop> loops = new ArrayList<>(right.loops());
      LayerLoop loop = loops.get(wrong);
      List<Step> body =
          loop.body().stream()
              .map(s -> s.with(s.instruction().with(InstructionField.WAIT, 0)))
              .map(s -> s.with(s.instruction().with(InstructionField.POST, 0)))
              .toList();
      loops.set(wrong, new LayerLoop(loop.first(), loop.count(), body));
      Program broken = new Program(right.prologue(), loops, right.epilogue());
      assertThatThrownBy(() -> OrderChecker.check(broken))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("may overtake");
    }
  }

  @Test
  void loopsFollowEachOther() throws InputException {
    Program right = plan(5, THREE_RUNS).program();
    List<LayerLoop> loops = right.loops().reversed();

    assertThatThrownBy(() -> new Program(right.prologue(), loops, right.epilogue()))
        .hasMessage("a loop from layer 3, not 0");
  }

  @Test
  void aProgramThatFitsNoMemoryIsRefused() {
    StringBuilder rules = new StringBuilder(MEMORIES);
    for (int layer = 1; layer < 60; layer += 2) {
      rules.append("quantize layers.").append(layer).append(".* as int(8) ");
    }
    Diagnostic refused = refused(60, rules.toString());

    assertThat(refused.code()).isEqualTo("DF805");
    assertThat(refused.message())
        .startsWith("formats or memories change between layers 59 times (at layers 1, 2, 3, ...)")
        .contains("the program's memory holds 1024, enough for ");
  }

  @Test
  void moreLayersThanTheFabricCountsAreRefused() throws InputException {
    assertThat(plan(256, MEMORIES).program().layers()).isEqualTo(256);
    assertThat(refused(257, MEMORIES).code()).isEqualTo("DF806");
  }

  @Test
  void tooManyFormatsAreNamedWithTheirLayers() {
    StringBuilder rules = new StringBuilder(MEMORIES);
    for (int layer = 0; layer < 6; layer++) {
      int bits = layer < 2 ? layer + 2 : layer + 3;
      rules.append("quantize layers.").append(layer).append(".* as int(").append(bits);
      rules.append(") scale bf16 ");
    }
    rules.append("quantize layers.4.mlp.up as float(2,1)");
    rules.append(" quantize layers.5.mlp.up as float(3,2)");
    Diagnostic refused = refused(6, rules.toString());

    assertThat(refused.code()).isEqualTo("DF812");
    assertThat(refused.message())
        .startsWith("9 formats beside each other, the KV cache's included; the engine decodes 8: ")
        .contains("lm_head in int(8), layers.0.attention.q in int(2)")
        .contains("layers.5.mlp.up in float(3, 2)");
  }

  private static Diagnostic refused(int layers, String rules) {
    InputException e = catchThrowableOfType(InputException.class, () -> plan(layers, rules));
    assertThat(e).isNotNull();
    assertThat(e.diagnostics()).hasSize(1);
    return e.diagnostics().getFirst();
  }
}
