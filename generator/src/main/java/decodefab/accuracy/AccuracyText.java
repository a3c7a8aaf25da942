package decodefab.accuracy;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Writes a report as tables for a terminal: the same text for equal reports. */
public final class AccuracyText {
  private static final String NO_REMEDY =
      "No change of weight formats that was tried helps: look at activations and kv_cache, or train"
          + " the model for its formats.";

  /** What follows a row's name and format. */
  private static final String ROW = " %6s %12s %7s %11s %10s %10s\n";

  private final AccuracyReport report;
  private final Formatter out = new Formatter(Locale.ROOT);

  private AccuracyText(AccuracyReport report) {
    this.report = report;
  }

  /** The whole report; its last line says whether the formats ruin the model. */
  public static String print(AccuracyReport report) {
    AccuracyText text = new AccuracyText(report);
    text.summary();
    text.costs();
    text.out.format("\n%s\n", verdict(report));
    return text.out.toString().replaceAll(" +\n", "\n");
  }

  private void summary() {
    Comparison golden = report.golden();
    out.format(
        "accuracy of %s: golden, bit for bit what the fabric computes, against the float model\n",
        report.design());
    out.format(
        "text           %s: %,d positions in %,d windows, the same tokens fed to both\n",
        report.windows().source(), golden.positions(), report.windows().windows().size());
    out.format("same token     %s\n", Numbers.percentRange(golden.sameToken()));
    out.format(
        "KL divergence  %s nats in the mean; worst %s, at position %d of window %d\n",
        Numbers.twoRange(golden.divergence()),
        Numbers.two(golden.worst()),
        golden.worstPosition(),
        golden.worstWindow() + 1);
    if (golden.predicted() > 0) {
      out.format(
          "perplexity     %.3g golden, %.3g float model, ratio %.3g over %,d tokens\n",
          golden.perplexity(),
          golden.referencePerplexity(),
          golden.perplexityRatio(),
          golden.predicted());
    }
    out.format("ranges are two standard errors, as if positions were independent\n");
  }

  private void costs() {
    List<FormatCost> costs = report.costs();
    int names = costs.stream().mapToInt(c -> c.name().length()).max().orElse(1);
    int formats = costs.stream().mapToInt(c -> c.format().length()).max().orElse(1);
    String row = "%-" + names + "s  %-" + Math.max(formats, "format".length()) + "s" + ROW;
    out.format("\nwhat each format costs: the float model with nothing else rounded\n");
    out.format(row, "", "format", "bits", "bytes", "SNR dB", "same token", "KL, nats", "worst KL");
    for (FormatCost cost : costs) {
      List<TensorError> tensors = cost.tensors();
      Comparison c = cost.comparison();
      out.format(
          row,
          cost.name(),
          cost.format(),
          tensors.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", tensors.getFirst().bits()),
          tensors.isEmpty() ? "" : String.format(Locale.ROOT, "%,d", cost.bytes()),
          tensors.isEmpty() ? "" : Numbers.decibels(cost.decibels()),
          Numbers.percent(c.sameToken()),
          Numbers.two(c.divergence().value()),
          Numbers.two(c.worst()));
    }
  }

  /** Whether the formats ruin the model, and what to do then; in one line. */
  static String verdict(AccuracyReport report) {
    FormatCost dearest = report.costs().getFirst();
    String most =
        dearest.name()
            + " in "
            + dearest.format()
            + " costs most (alone: same token at "
            + Numbers.percent(dearest.comparison().sameToken())
            + ", KL "
            + Numbers.two(dearest.comparison().divergence().value())
            + ")";
    if (!report.ruined()) {
      return "These formats keep "
          + Numbers.percent(report.golden().sameToken())
          + " of the float model's tokens. "
          + most
          + ".";
    }
    String ruin =
        "These formats RUIN the model: golden has the same token at only "
            + Numbers.percent(report.golden().sameToken())
            + " of the positions. "
            + most
            + ". ";
    return ruin + report.remedy().map(AccuracyText::advice).orElse(NO_REMEDY);
  }

  private static String advice(Remedy remedy) {
    return "quantize "
        + String.join(", ", remedy.roles())
        + " as "
        + remedy.format()
        + " would give "
        + Numbers.percent(remedy.comparison().sameToken())
        + " and KL "
        + Numbers.two(remedy.comparison().divergence().value())
        + " (measured by golden); so would weights that are trained for these formats.";
  }
}
