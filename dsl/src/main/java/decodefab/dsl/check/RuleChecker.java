package decodefab.dsl.check;

import decodefab.design.AsStored;
import decodefab.design.FormatChoice;
import decodefab.design.Grouping;
import decodefab.design.NumberFormat;
import decodefab.design.Pruning;
import decodefab.design.Quantizing;
import decodefab.design.Rule;
import decodefab.design.Sparsity;
import decodefab.design.Sparsity.Share;
import decodefab.design.TensorClass;
import decodefab.design.TensorPattern;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.Pattern;
import decodefab.dsl.ast.SparsitySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules about tensors: what each may say, and that no two of the same rank say different things.
 */
final class RuleChecker {
  private static final String SKIP_ZEROS = "skip zeros";

  private final PatternChecker patterns;
  private final Values values;
  private final Reporter reporter;

  RuleChecker(PatternChecker patterns, Values values, Reporter reporter) {
    this.patterns = patterns;
    this.values = values;
    this.reporter = reporter;
  }

  /** One rule for each pattern, or none where either side is wrong. */
  <T> List<Rule<T>> rules(List<Pattern> written, Optional<T> value) {
    List<Rule<T>> rules = new ArrayList<>();
    for (Pattern pattern : written) {
      Optional<TensorPattern> checked = patterns.check(pattern);
      if (checked.isPresent() && value.isPresent()) {
        rules.add(new Rule<>(checked.get(), value.get(), Optional.of(pattern.span())));
      }
    }
    return rules;
  }

  /** Refuses rules that contradict each other: same rank, and some tensor in common. */
  <T> void contradictions(List<Rule<T>> rules, Code code, String verb) {
    for (int later = 1; later < rules.size(); later++) {
      TensorPattern pattern = rules.get(later).pattern();
      for (int earlier = 0; earlier < later; earlier++) {
        Rule<T> other = rules.get(earlier);
        if (other.pattern().specificity() == pattern.specificity()
            && other.pattern().overlaps(pattern)) {
          Span span = rules.get(later).origin().orElseThrow();
          reporter.error(
              code,
              "`"
                  + pattern.text()
                  + "` is "
                  + verb
                  + " here and by `"
                  + other.pattern().text()
                  + "` in line "
                  + other.origin().orElseThrow().line()
                  + common(pattern, other.pattern()),
              span,
              "two rules for one tensor need different specificity: weights, mlp.*, mlp.up, "
                  + "layers.0..3.mlp.up, layers.2.mlp.up");
          break;
        }
      }
    }
  }

  /** Which layers two patterns share, where both say which they mean. */
  private static String common(TensorPattern a, TensorPattern b) {
    return a instanceof TensorPattern.Layered here
            && b instanceof TensorPattern.Layered there
            && here.layers().isPresent()
            && there.layers().isPresent()
        ? "; both name " + here.layers().get().common(there.layers().get()).words()
        : "";
  }

  /** Refuses a format that cannot be meant for a tensor, whatever the fabric can build. */
  void fits(Rule<FormatChoice> rule) {
    boolean matrix = !(rule.pattern() instanceof TensorPattern.Single s) || s.tensor().isMatrix();
    boolean norms =
        rule.pattern() instanceof TensorPattern.Single s && s.tensor() == TensorClass.NORMS;
    switch (rule.value()) {
      case AsStored s -> {
        if (!matrix) {
          doesNotFit(
              rule,
              "is that of a file, which has no codes of `" + rule.pattern().text() + "`",
              "write a format: only matrices are stored quantized");
        }
      }
      case NumberFormat format -> fits(rule, format, matrix, norms);
    }
  }

  private void fits(Rule<FormatChoice> rule, NumberFormat format, boolean matrix, boolean norms) {
    if ((matrix || norms) && format.dynamic()) {
      doesNotFit(
          rule,
          "is dynamic, but `" + rule.pattern().text() + "` never changes while the fabric runs",
          "remove `dynamic`");
    }
    boolean perVector =
        format.grouping() instanceof Grouping.PerHead
            || format.grouping() instanceof Grouping.PerToken;
    if ((matrix || norms) && perVector) {
      doesNotFit(
          rule,
          "has a scale per "
              + format.grouping().text()
              + ", which `"
              + rule.pattern().text()
              + "` does not have",
          "use per group(N), per row or per tensor");
    }
    if (!matrix && format.grouping() instanceof Grouping.PerRow) {
      doesNotFit(
          rule,
          "has a scale per row, but `" + rule.pattern().text() + "` is no matrix",
          "use per group(N), per token, per head or per tensor");
    }
  }

  private void doesNotFit(Rule<FormatChoice> rule, String why, String help) {
    reporter.error(
        Code.DF411,
        "the format `" + rule.value().name() + "` " + why,
        rule.origin().orElseThrow(),
        help);
  }

  /** Sparsity is about matrices only, and skipping zeros about activations. */
  void matrixOnly(Rule<Sparsity> rule) {
    boolean ofActivations =
        rule.pattern() instanceof TensorPattern.Single s && s.tensor() == TensorClass.ACTIVATIONS;
    if (rule.value() instanceof Sparsity.SkipZeros) {
      if (!ofActivations) {
        reporter.error(
            Code.DF208,
            "`" + SKIP_ZEROS + "` is no sparsity of `" + rule.pattern().text() + "`",
            rule.origin().orElseThrow(),
            "write `sparsity activations = " + SKIP_ZEROS + "`");
      }
    } else if (rule.pattern() instanceof TensorPattern.Single s && !s.tensor().isMatrix()) {
      reporter.error(
          Code.DF413,
          "`" + rule.pattern().text() + "` has no weights to leave out",
          rule.origin().orElseThrow(),
          "sparsity is for matrices: weights, mlp.*, attention.*, lm_head, ...");
    }
  }

  /** A sparsity; empty when its numbers are wrong. */
  Optional<Sparsity> sparsity(SparsitySpec spec) {
    return switch (spec) {
      case SparsitySpec.DenseSpec d -> Optional.of(new Sparsity.Dense());
      case SparsitySpec.OfSpec of -> {
        Optional<Integer> group =
            values.count(of.group(), "sparsity group", 2, Sparsity.NOfM.MAX_GROUP);
        Optional<Pruning> by = pruning(of.by());
        yield group.flatMap(
            m ->
                values
                    .count(of.kept(), "kept weights of " + m + ":", 1, m)
                    .flatMap(n -> by.map(how -> new Sparsity.NOfM(n, m, how))));
      }
      case SparsitySpec.WordsSpec words -> words(words);
      case SparsitySpec.BlockSpec block -> {
        Optional<Integer> rows =
            values.count(block.rows(), "block rows", 1, Sparsity.Block.MAX_SIDE);
        Optional<Integer> cols =
            values.count(block.cols(), "block cols", 1, Sparsity.Block.MAX_SIDE);
        Optional<Share> share =
            block.share().isPresent() ? share(block.share().get()) : Optional.of(Share.HALF);
        Optional<Pruning> by = pruning(block.by());
        yield rows.flatMap(
            r ->
                cols.flatMap(
                    c -> share.flatMap(s -> by.map(how -> new Sparsity.Block(r, c, s, how)))));
      }
    };
  }

  /** How codes are found: to nearest where nothing is written; empty for a word that is none. */
  Optional<Quantizing> quantizing(Optional<Name> written) {
    if (written.isEmpty()) {
      return Optional.of(Quantizing.NEAREST);
    }
    Name name = written.get();
    Optional<Quantizing> by = Quantizing.of(name.text());
    if (by.isEmpty()) {
      reporter.error(
          Code.DF208,
          "`" + name.text() + "` is no way of quantizing",
          name.span(),
          Nearest.help(name.text(), Quantizing.texts(), "way of quantizing"));
    }
    return by;
  }

  /** Refuses a written way of quantizing that cannot be meant for what is quantized. */
  void applies(Name by, Quantizing quantizing, Rule<FormatChoice> rule) {
    TensorPattern pattern = rule.pattern();
    boolean matrix = !(pattern instanceof TensorPattern.Single s) || s.tensor().isMatrix();
    boolean embedding =
        pattern instanceof TensorPattern.Single s && s.tensor() == TensorClass.EMBEDDING;
    if (rule.value() instanceof AsStored) {
      reporter.error(
          Code.DF414,
          "codes that are taken as stored are not found anew, by " + by.text() + " or otherwise",
          by.span(),
          "remove `by " + by.text() + "`, or write a format");
    } else if (!matrix && quantizing != Quantizing.NEAREST) {
      reporter.error(
          Code.DF414,
          "`" + pattern.text() + "` is no matrix: its numbers become the nearest codes",
          by.span(),
          "remove `by " + by.text() + "`");
    } else if (embedding && quantizing == Quantizing.GPTQ) {
      reporter.error(
          Code.DF414,
          "`embedding` is looked up, so there are no inputs by which " + by.text() + " could go",
          by.span(),
          "write `by least_squares`, or leave it out");
    }
  }

  private Optional<Sparsity> words(SparsitySpec.WordsSpec words) {
    if (words.text().equals(SKIP_ZEROS)) {
      return Optional.of(new Sparsity.SkipZeros());
    }
    reporter.error(
        Code.DF208,
        "`" + words.text() + "` is no sparsity",
        words.span(),
        "dense, N of M, block(ROWS, COLS) N of M, or of activations `" + SKIP_ZEROS + "`");
    return Optional.empty();
  }

  private Optional<Share> share(SparsitySpec.Share share) {
    return values
        .count(share.group(), "blocks of a share", 2, Share.MAX_GROUP)
        .flatMap(
            m ->
                values
                    .count(share.kept(), "kept blocks of " + m + ":", 1, m)
                    .map(n -> new Share(n, m)));
  }

  /** How it is found what is kept; by magnitude if nothing is said. */
  private Optional<Pruning> pruning(Optional<Name> written) {
    return written.isPresent() ? pruning(written.get()) : Optional.of(Pruning.MAGNITUDE);
  }

  private Optional<Pruning> pruning(Name name) {
    Optional<Pruning> by = Pruning.of(name.text());
    if (by.isEmpty()) {
      reporter.error(
          Code.DF208,
          "`" + name.text() + "` is no way of pruning",
          name.span(),
          Nearest.help(name.text(), Pruning.texts(), "way of pruning"));
    }
    return by;
  }
}
