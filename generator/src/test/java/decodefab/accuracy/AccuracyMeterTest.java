package decodefab.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.calibrate.CalibrationText;
import decodefab.design.Design;
import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.graph.DecodeGraph;
import decodefab.model.FloatMatrix;
import decodefab.model.LoadedModel;
import decodefab.model.SharedModels;
import decodefab.plan.DesignLoader;
import decodefab.plan.LoadedDesign;
import decodefab.reference.FloatReference;
import decodefab.reference.Rounding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of real models. */
class AccuracyMeterTest {
  private static final Path TINYTALES =
      Path.of(System.getProperty("decodefab.home"), "models", "tinytales");

  private static final String W4 = "int(4) per group(32) scale f16";
  private static final String W8 = "int(8) per group(32) scale f16";

  @TempDir private Path folder;

  private record Subject(Design design, DecodeGraph graph, LoadedModel model) {
    AccuracyReport measure(int tokens, boolean byLayer) throws Exception {
      Windows windows = new WindowCutter(model, tokens).continued();
      return new AccuracyMeter(design, graph, model.weights(), CalibrationText.OWN, Progress.NONE)
          .measure(windows, byLayer);
    }
  }

  private Subject subject(Path model, String weights, String head) throws Exception {
    String text =
        """
        design judged {
          model "%s"
          quantize weights as %s
          quantize embedding as %s
          quantize lm_head as %s
          memory bram { on_chip  capacity 16 MiB  width 1024 bit  latency 2 cycles }
          datapath { clock 200 MHz  lanes 32  vector 8 x fp32  batch 1 }
          tile matvec { rows 4  cols 8 }
          target fpga xcu50
        }
        """
            .formatted(model, weights, W8, head);
    LoadedDesign loaded = DesignLoader.load(Files.writeString(folder.resolve("judged.dfab"), text));
    return new Subject(
        loaded.design(),
        loaded.plan().graph(),
        DesignLoader.loadModel(loaded.design()).orElseThrow());
  }

  private static FormatCost cost(AccuracyReport report, String name) {
    return report.costs().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void matricesAreRankedByLayersWhereTheirFormatsDiffer() throws Exception {
    String some =
        W8 + "  quantize layers.3..4.mlp.up as " + W4 + "  quantize layers.2.mlp.* as ternary";
    Subject subject = subject(TINYTALES, some, W8);
    AccuracyReport report = subject.measure(32, true);

    assertThat(report.costs())
        .extracting(FormatCost::name)
        .contains(
            "layers.0..1.mlp.up", "layers.2.mlp.up", "layers.3..4.mlp.up", "layers.3..4.mlp.down")
        .contains("attention.q", "layers.3.mlp.up", "layers.4.attention.q")
        .doesNotContain("mlp.up")
        .doesNotHaveDuplicates()
        .hasSize(AccuracyMeter.runs(subject.graph(), true) - 2);
    FormatCost four = cost(report, "layers.3..4.mlp.up");
    assertThat(four.tensors())
        .extracting(TensorError::name)
        .containsExactly("layers.3.mlp.up", "layers.4.mlp.up");
    assertThat(four.tensors()).extracting(TensorError::bits).containsOnly(4.5);
    assertThat(cost(report, "layers.0..1.mlp.up").decibels()).isGreaterThan(four.decibels() + 10);
    assertThat(cost(report, "layers.2.mlp.up").decibels()).isLessThan(four.decibels());
  }

  @Test
  void eightBitsKeepWhatFourBitsLose() throws Exception {
    AccuracyReport eight = subject(TINYTALES, W8, W8).measure(128, false);
    AccuracyReport four = subject(TINYTALES, W4, W8).measure(128, false);

    assertThat(eight.golden().positions()).isEqualTo(128);
    assertThat(eight.golden().predicted()).isEqualTo(120);
    assertThat(eight.golden().sameToken().value()).isGreaterThan(0.95);
    assertThat(eight.golden().divergence().value())
        .isPositive()
        .isLessThan(four.golden().divergence().value() / 5);
    assertThat(four.golden().worst()).isGreaterThan(four.golden().divergence().value());
    assertThat(eight.golden().perplexityRatio()).isBetween(0.97, 1.03);
    assertThat(four.ruined()).isFalse();
    assertThat(four.remedy()).isEmpty();
  }

  /** A bit more is 6 dB; a row in the wrong place would leave none. */
  @Test
  void eachTensorHasTheNoiseOfItsFormat() throws Exception {
    AccuracyReport four = subject(TINYTALES, W4, W8).measure(16, false);

    assertThat(four.tensors()).hasSize(2 + 7 * 5);
    for (TensorError tensor : four.tensors()) {
      boolean wide = tensor.name().equals("embedding") || tensor.name().equals("lm_head");
      double least = wide ? 40 : 17;
      assertThat(tensor.decibels()).as(tensor.name()).isBetween(least, least + 10);
      assertThat(tensor.bits()).as(tensor.name()).isEqualTo(wide ? 8.5 : 4.5);
      assertThat(tensor.bytes() * 8.0 / tensor.elements())
          .as(tensor.name())
          .isBetween(tensor.bits(), tensor.bits() + 0.2);
    }
  }

  @Test
  void ranksTheDearestFormatFirst() throws Exception {
    AccuracyReport report =
        subject(TINYTALES, W8, "ternary per group(32) scale f16").measure(64, true);

    assertThat(report.costs().getFirst().name()).isEqualTo("lm_head");
    assertThat(report.costs()).hasSize(9 + 2 + 7 * 5);
    assertThat(report.costs())
        .isSortedAccordingTo(
            (a, b) ->
                Double.compare(
                    b.comparison().divergence().value(), a.comparison().divergence().value()));
    assertThat(cost(report, "mlp.down").tensors()).hasSize(5);
    assertThat(cost(report, "layers.3.mlp.down").tensors()).hasSize(1);
    assertThat(cost(report, "kv_cache").comparison().divergence().value()).isPositive();
    assertThat(cost(report, "activations").comparison().divergence().value()).isPositive();
  }

  @Test
  void saysThatTernaryAfterTrainingRuinsAModelAndWhatHelps() throws Exception {
    AccuracyReport report =
        subject(TINYTALES, "ternary per group(128) scale f16", W8).measure(64, false);

    assertThat(report.ruined()).isTrue();
    Remedy remedy = report.remedy().orElseThrow();
    assertThat(remedy.format()).isEqualTo(W4);
    assertThat(remedy.roles()).contains("mlp.gate", "mlp.down").doesNotContain("lm_head");
    assertThat(remedy.comparison().sameToken().value()).isGreaterThan(0.7);
    String text = AccuracyText.print(report);
    assertThat(text.lines().toList().getLast())
        .contains("RUIN", "costs most", "quantize mlp.", " as " + W4 + " would give");
  }

  @Test
  void weightsTrainedForTernaryAreStoredExactly() throws Exception {
    Path model = SharedModels.folder("austen279K-ternary-hf");
    AccuracyReport report = subject(model, "ternary per row scale f32", W8).measure(128, false);

    assertThat(report.golden().sameToken().value()).isGreaterThan(0.9);
    assertThat(cost(report, "mlp.gate").decibels()).isGreaterThan(100);
    assertThat(cost(report, "mlp.gate").comparison().divergence().value()).isLessThan(1e-6);
  }

  /**
   * Golden and the float model with all of golden's roundings must be nearly one: then what is
   * rounded alone is rounded as golden does it.
   */
  @Test
  void theFloatModelWithAllRoundingsIsGolden() throws Exception {
    Subject s = subject(TINYTALES, W4, W8);
    QuantizedWeights stored = QuantizedWeights.of(s.model().weights(), s.graph());
    Map<String, FloatMatrix> replaced = new HashMap<>();
    for (TensorError t :
        new TensorErrors(s.design(), s.graph(), s.model().weights(), stored).all()) {
      replaced.put(t.name(), stored.dequantized(t.role(), TensorErrors.layer(t.name())));
    }
    Rounding activations = FabricRounding.activations(s.graph());
    Rounding cache = FabricRounding.cache(s.graph());
    Rounding both =
        new Rounding() {
          @Override
          public float[] input(float[] x) {
            return activations.input(x);
          }

          @Override
          public float[] queries(float[] q) {
            return activations.queries(q);
          }

          @Override
          public double[] probabilities(double[] p) {
            return activations.probabilities(p);
          }

          @Override
          public float[] cached(float[] x) {
            return cache.cached(x);
          }
        };
    FloatReference rounded =
        new FloatReference(new ReplacedWeights(s.model().weights(), replaced), both);
    Windows windows = new WindowCutter(s.model(), 128).continued();
    Comparer comparer =
        new Comparer(
            windows,
            () -> {
              rounded.reset();
              return rounded::step;
            });
    Comparison golden = comparer.compare(() -> new GoldenModel(s.graph(), stored)::step);

    double whole = s.measure(128, false).golden().divergence().value();
    assertThat(golden.divergence().value()).isPositive().isLessThan(whole / 20);
  }

  @Test
  void cutsATextIntoWindowsOfTheContext() throws Exception {
    LoadedModel model = subject(TINYTALES, W8, W8).model();
    int context = model.shape().context();
    String text = "Once upon a time there was a little dog. ".repeat(200);
    Windows windows = new WindowCutter(model, context + 50).cut("x.txt", text).orElseThrow();

    int[] prefix = model.tokenizer().encode("", true);
    assertThat(windows.positions()).isEqualTo(context + 50);
    assertThat(windows.windows()).hasSize(2);
    assertThat(windows.windows().getFirst()).hasSize(context);
    assertThat(prefix).isNotEmpty();
    assertThat(windows.windows()).allMatch(w -> w.getFirst() == prefix[0]);
    int[] all = model.tokenizer().encode(text, false);
    List<Integer> second = windows.windows().get(1);
    assertThat(second.get(prefix.length)).isEqualTo(all[context - prefix.length]);
    assertThat(new WindowCutter(model, 9).cut("x.txt", "")).isEmpty();
  }
}
