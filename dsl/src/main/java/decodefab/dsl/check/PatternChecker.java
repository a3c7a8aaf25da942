package decodefab.dsl.check;

import decodefab.design.LayerMatrix;
import decodefab.design.LayerRange;
import decodefab.design.TensorClass;
import decodefab.design.TensorPattern;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.Pattern;
import decodefab.dsl.ast.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tensor patterns: which of the known tensors one means. */
final class PatternChecker {
  private final Reporter reporter;

  PatternChecker(Reporter reporter) {
    this.reporter = reporter;
  }

  /** The pattern, if it means any tensor of the model family. */
  Optional<TensorPattern> check(Pattern pattern) {
    List<Segment> segments = pattern.segments();
    if (segments.size() > 1 && segments.getFirst().text().equals("layers")) {
      Segment which = segments.get(1);
      List<Segment> rest = segments.subList(2, segments.size());
      if (which instanceof Segment.Word) {
        return unknown(pattern);
      }
      Optional<Set<LayerMatrix>> matrices = rest.isEmpty() ? allMatrices(which) : matrices(rest);
      if (matrices.isEmpty()) {
        return unknown(pattern);
      }
      String tail = rest.isEmpty() ? "*" : text(rest);
      if (which instanceof Segment.Star) {
        return Optional.of(new TensorPattern.Layered(Optional.empty(), matrices.get(), tail));
      }
      return range(which).map(r -> new TensorPattern.Layered(Optional.of(r), matrices.get(), tail));
    }
    if (segments.size() > 1) {
      Optional<Set<LayerMatrix>> matrices = matrices(segments);
      return matrices.isEmpty()
          ? unknown(pattern)
          : matrices.map(m -> new TensorPattern.Layered(Optional.empty(), m, text(segments)));
    }
    String word = pattern.text();
    if (word.equals("weights")) {
      return Optional.of(new TensorPattern.AllWeights());
    }
    Optional<TensorPattern> single =
        Arrays.stream(TensorClass.values())
            .filter(t -> t.text().equals(word))
            .findFirst()
            .map(TensorPattern.Single::new);
    return single.isPresent() ? single : unknown(pattern);
  }

  // "layers.*" means all matrices of all layers; "layers.3" alone says too little.
  private static Optional<Set<LayerMatrix>> allMatrices(Segment which) {
    return which instanceof Segment.Star
        ? Optional.of(Set.of(LayerMatrix.values()))
        : Optional.empty();
  }

  private static Optional<Set<LayerMatrix>> matrices(List<Segment> rest) {
    String text = text(rest);
    Set<LayerMatrix> found =
        Arrays.stream(LayerMatrix.values())
            .filter(m -> text.equals("*") || text.equals(m.block() + ".*") || text.equals(m.text()))
            .collect(Collectors.toSet());
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private Optional<LayerRange> range(Segment which) {
    String first = which instanceof Segment.Range r ? r.first() : which.text();
    String last = which instanceof Segment.Range r ? r.last() : which.text();
    // Three digits reach every legal layer but the last few; four may be above the limit.
    boolean digits = first.matches("[0-9]{1,4}") && last.matches("[0-9]{1,4}");
    if (!digits
        || Integer.parseInt(last) >= LayerRange.MAX_LAYERS
        || Integer.parseInt(first) > Integer.parseInt(last)) {
      reporter.error(
          Code.DF304,
          "`" + which.text() + "` is not a layer number or a rising range of them",
          which.span(),
          "legal: 0 to " + (LayerRange.MAX_LAYERS - 1) + ", or a range such as 0..3");
      return Optional.empty();
    }
    return Optional.of(new LayerRange(Integer.parseInt(first), Integer.parseInt(last)));
  }

  private Optional<TensorPattern> unknown(Pattern pattern) {
    reporter.error(
        Code.DF203,
        "`" + pattern.text() + "` names no tensor",
        pattern.span(),
        Nearest.to(pattern.text(), known())
            .map(n -> "did you mean `" + n + "`?")
            .orElse("known: " + String.join(", ", known()) + ", layers.N.mlp.*, layers.N..M.*"));
    return Optional.empty();
  }

  private static List<String> known() {
    List<String> names = new ArrayList<>(List.of("weights"));
    Arrays.stream(TensorClass.values()).map(TensorClass::text).forEach(names::add);
    names.addAll(List.of("attention.*", "mlp.*", "layers.*"));
    Arrays.stream(LayerMatrix.values()).map(LayerMatrix::text).forEach(names::add);
    return names;
  }

  private static String text(List<Segment> segments) {
    return segments.stream().map(Segment::text).collect(Collectors.joining("."));
  }
}
