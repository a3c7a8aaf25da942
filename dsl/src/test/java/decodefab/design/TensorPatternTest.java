package decodefab.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import decodefab.diag.SourceText;
import decodefab.diag.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TensorPatternTest {
  private static final int LAYERS = 6;

  @Property
  void overlapMeansATensorInCommon(
      @ForAll("patterns") TensorPattern a, @ForAll("patterns") TensorPattern b) {
    boolean common = tensors().stream().anyMatch(t -> a.matches(t) && b.matches(t));
    assertThat(a.overlaps(b)).isEqualTo(common);
    assertThat(b.overlaps(a)).isEqualTo(common);
  }

  @Property
  void whatMatchesLessRanksHigher(
      @ForAll("patterns") TensorPattern a, @ForAll("patterns") TensorPattern b) {
    Set<String> matchedByA = matched(a);
    Set<String> matchedByB = matched(b);
    if (matchedByA.size() < matchedByB.size() && matchedByB.containsAll(matchedByA)) {
      // Of two ranges of layers one may lie within the other: those are refused as contradicting.
      boolean ranges = a.text().contains("..") && b.text().contains("..");
      if (!ranges) {
        assertThat(a.specificity()).isGreaterThan(b.specificity());
      }
    }
  }

  @Test
  void ranksAreThoseOfTheReference() {
    List<Optional<LayerRange>> scopes =
        List.of(
            Optional.empty(), Optional.of(new LayerRange(0, 3)), Optional.of(new LayerRange(2, 2)));
    int rank = 1;
    assertThat(new TensorPattern.AllWeights().specificity()).isEqualTo(rank);
    for (Optional<LayerRange> scope : scopes) {
      for (String tail : List.of("*", "mlp.*", "mlp.up")) {
        rank++;
        assertThat(new TensorPattern.Layered(scope, matrices(tail), tail).specificity())
            .isEqualTo(rank);
      }
    }
    assertThat(new TensorPattern.Single(TensorClass.NORMS).specificity()).isEqualTo(rank);
  }

  @Test
  void theMostSpecificRuleHoldsWhereverItStands() {
    Optional<Span> written = Optional.of(new Span(new SourceText("t", ""), 0, 0));
    TensorPattern weights = new TensorPattern.AllWeights();
    TensorPattern mlp =
        new TensorPattern.Layered(
            Optional.empty(),
            EnumSet.of(LayerMatrix.MLP_GATE, LayerMatrix.MLP_UP, LayerMatrix.MLP_DOWN),
            "mlp.*");
    TensorPattern head = new TensorPattern.Single(TensorClass.LM_HEAD);
    RuleTable<String> table =
        new RuleTable<>(
            List.of(
                new Rule<>(head, "default head", Optional.empty()),
                new Rule<>(mlp, "mlp", written),
                new Rule<>(weights, "weights", written)));
    assertThat(table.of(TensorName.parse("layers.2.mlp.up"))).isEqualTo("mlp");
    assertThat(table.of(TensorName.parse("layers.2.attention.k"))).isEqualTo("weights");
    assertThat(table.of(TensorName.parse("lm_head"))).isEqualTo("weights");
    assertThat(table.find(TensorName.parse("norms"))).isEmpty();
  }

  @Test
  void namesOfTensorsAreExact() {
    tensors().forEach(t -> assertThat(TensorName.parse(t.text())).isEqualTo(t));
    for (String wrong : List.of("", "weights", "layers.1.mlp", "layers.x.mlp.up", "mlp.up")) {
      assertThatIllegalArgumentException().isThrownBy(() -> TensorName.parse(wrong));
    }
  }

  @Provide
  Arbitrary<TensorPattern> patterns() {
    Arbitrary<Optional<LayerRange>> range =
        Combinators.combine(
                Arbitraries.integers().between(0, LAYERS - 1), Arbitraries.integers().between(0, 2))
            .as((first, more) -> new LayerRange(first, Math.min(LAYERS - 1, first + more)))
            .optional();
    Arbitrary<String> tail =
        Arbitraries.of("*", "mlp.*", "attention.*", "mlp.up", "mlp.down", "attention.q");
    return Arbitraries.oneOf(
        Arbitraries.just(new TensorPattern.AllWeights()),
        Arbitraries.of(TensorClass.values()).map(TensorPattern.Single::new),
        Combinators.combine(range, tail)
            .as((r, t) -> new TensorPattern.Layered(r, matrices(t), t)));
  }

  private static Set<LayerMatrix> matrices(String tail) {
    return Arrays.stream(LayerMatrix.values())
        .filter(m -> tail.equals("*") || tail.equals(m.block() + ".*") || tail.equals(m.text()))
        .collect(Collectors.toSet());
  }

  private static Set<String> matched(TensorPattern pattern) {
    return tensors().stream()
        .filter(pattern::matches)
        .map(TensorName::text)
        .collect(Collectors.toSet());
  }

  private static List<TensorName> tensors() {
    List<TensorName> all = new ArrayList<>();
    Arrays.stream(TensorClass.values()).forEach(t -> all.add(new TensorName.Whole(t)));
    for (int layer = 0; layer < LAYERS; layer++) {
      for (LayerMatrix matrix : LayerMatrix.values()) {
        all.add(new TensorName.InLayer(layer, matrix));
      }
    }
    return all;
  }
}
