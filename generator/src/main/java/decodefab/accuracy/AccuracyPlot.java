package decodefab.accuracy;

import decodefab.accuracy.SvgWriter.Anchor;
import java.util.List;

/**
 * Draws the ranking of a report: for each format its KL divergence, with the range of its mean, and
 * beside it the signal-to-noise ratio of its weights. Needs no other file.
 */
public final class AccuracyPlot {
  /** About as wide as a letter of the names. */
  private static final int LETTER = 8;

  private static final int BARS = 300;
  private static final int FIGURES = 110;
  private static final int TOP = 96;
  private static final int ROW = 24;
  private static final int BAR = 14;
  private static final int MARGIN = 16;
  private static final String COST = "#c2571a";
  private static final String RATIO = "#2a6f97";
  private static final String INK = "#222222";

  private final AccuracyReport report;
  private final int names;
  private final SvgWriter svg;

  private AccuracyPlot(AccuracyReport report) {
    this.report = report;
    this.names =
        2 * MARGIN
            + LETTER * report.costs().stream().mapToInt(c -> label(c).length()).max().orElse(0);
    int width = names + 2 * (BARS + FIGURES) + MARGIN;
    int height = TOP + ROW * report.costs().size() + MARGIN;
    this.svg = new SvgWriter(width, height, "accuracy of " + report.design());
  }

  /** An SVG file. */
  public static String svg(AccuracyReport report) {
    return new AccuracyPlot(report).draw();
  }

  /** The same in a page of its own. */
  public static String html(AccuracyReport report) {
    // A design's name is an identifier and needs no escape.
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>accuracy of %s</title></head>
        <body>
        %s</body>
        </html>
        """
        .formatted(report.design(), svg(report));
  }

  private String draw() {
    Comparison golden = report.golden();
    svg.words(
        MARGIN,
        26,
        Anchor.START,
        report.design()
            + ": golden has the float model's token at "
            + Numbers.percentRange(golden.sameToken())
            + " of "
            + golden.positions()
            + " positions, KL "
            + Numbers.twoRange(golden.divergence())
            + " nats");
    svg.words(MARGIN, 46, Anchor.START, report.windows().source());
    svg.words(names, TOP - 16, Anchor.START, "KL divergence alone, nats (line: its range)");
    int ratios = names + BARS + FIGURES;
    svg.words(ratios, TOP - 16, Anchor.START, "signal-to-noise ratio of the weights, dB");
    List<FormatCost> costs = report.costs();
    double dearest = 0;
    double clearest = 0;
    for (FormatCost cost : costs) {
      dearest = Math.max(dearest, finite(cost.comparison().divergence().high()));
      clearest = Math.max(clearest, finite(cost.decibels()));
    }
    for (int i = 0; i < costs.size(); i++) {
      FormatCost cost = costs.get(i);
      int y = TOP + ROW * i;
      svg.words(names - 8, y + 12, Anchor.END, label(cost));
      divergence(cost.comparison().divergence(), y, dearest);
      if (!cost.tensors().isEmpty()) {
        double decibels = cost.decibels();
        double share = Double.isInfinite(decibels) ? 1 : decibels / clearest;
        svg.box(ratios, y, BARS * share, BAR, RATIO);
        svg.words(
            ratios + Math.max(0, BARS * share) + 6,
            y + 12,
            Anchor.START,
            Numbers.decibels(decibels));
      }
    }
    return svg.finish();
  }

  private void divergence(Interval mean, int y, double dearest) {
    double scale = dearest > 0 ? BARS / dearest : 0;
    double length = Double.isInfinite(mean.value()) ? BARS : mean.value() * scale;
    double end = Double.isInfinite(mean.high()) ? BARS : mean.high() * scale;
    svg.box(names, y, length, BAR, COST);
    double middle = y + BAR / 2.0;
    svg.line(names + finite(mean.low()) * scale, middle, names + end, middle, INK);
    svg.words(names + end + 6, y + 12, Anchor.START, Numbers.two(mean.value()));
  }

  private static String label(FormatCost cost) {
    return cost.name() + " (" + cost.format() + ")";
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
