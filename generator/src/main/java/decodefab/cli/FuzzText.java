package decodefab.cli;

import decodefab.fuzz.DesignResult;
import decodefab.fuzz.Failure;
import decodefab.fuzz.FileFuzzer;
import decodefab.fuzz.FileKind;
import decodefab.fuzz.FileVerdict;
import decodefab.fuzz.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A fuzzing run for people. */
final class FuzzText {
  private static final int WIDTH = 110;

  private FuzzText() {}

  /** One design. */
  static String line(DesignResult result) {
    return "seed %d: %s: %s"
        .formatted(result.seed(), verdict(result.verdict()), result.recipe().summary());
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed passed ->
          String.format(Locale.ROOT, "passed, %,d values are equal", passed.values());
      case Verdict.Unfit unfit -> "not run, its weights do not fit (" + unfit.code() + ")";
      case Verdict.Failed failed -> "FAILED (" + failed.failure().kind().text() + ")";
    };
  }

  /** A damaged file that did harm. */
  static String line(FileFuzzer.Result result) {
    return result.file()
        + (result.verdict() instanceof FileVerdict.Failed failed ? ": " + failed.message() : "");
  }

  /** What reading damaged files came to. */
  static String verdict(FilesFuzzed summary) {
    StringBuilder text = new StringBuilder();
    summary
        .failed()
        .forEach((result, file) -> text.append("%s%n  kept as %s%n".formatted(line(result), file)));
    for (FileKind kind : FileKind.values()) {
      text.append(
          "%-18s %d damaged, %d of them still fine%n"
              .formatted(kind.fileName(), summary.of(kind), summary.accepted(kind)));
    }
    text.append("refused by code: ").append(summary.codes()).append('\n');
    return text.append(
            "%d of %d damaged files from seed %d were read or refused"
                .formatted(
                    summary.results().size() - summary.failed().size(),
                    summary.results().size(),
                    summary.seed()))
        .toString();
  }

  /** How often each bin was hit. */
  static String coverage(DesignsFuzzed summary) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Map<String, Integer>> dimension :
        summary.coverage().counts().entrySet()) {
      List<String> hit = new ArrayList<>();
      List<String> missed = new ArrayList<>();
      dimension
          .getValue()
          .forEach(
              (bin, count) -> {
                if (count > 0) {
                  hit.add(bin + ": " + count);
                } else {
                  missed.add(bin);
                }
              });
      text.append(wrapped(dimension.getKey(), hit));
      if (!missed.isEmpty()) {
        text.append(wrapped("  never", missed));
      }
    }
    text.append(
        "%d draws were not legal and were drawn again%s%n"
            .formatted(
                summary.refused(),
                summary.refused() == 0 ? "" : ": " + summary.coverage().refused()));
    return text.toString().stripTrailing();
  }

  private static String wrapped(String title, List<String> items) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(String.format("%-12s", title));
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? "," : "");
      if (line.length() + 1 + item.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(" ".repeat(12));
      }
      line.append(' ').append(item);
    }
    return text.append(line).append('\n').toString();
  }

  /** What it came to, with each failure. */
  static String verdict(DesignsFuzzed summary) {
    StringBuilder text = new StringBuilder();
    summary
        .failed()
        .forEach(
            (result, command) -> {
              Failure failure = result.shrunk().orElseThrow().failure();
              text.append(
                  "seed %d failed (%s), made small in %d steps of %d trials%n  %s%n  again: %s%n"
                      .formatted(
                          result.seed(),
                          failure.kind().text(),
                          result.shrunk().orElseThrow().steps(),
                          result.shrunk().orElseThrow().trials(),
                          failure.message(),
                          command));
            });
    text.append(
        String.format(
            Locale.ROOT,
            "%d of %d designs from seed %d passed, %,d values are equal",
            summary.passed(),
            summary.results().size(),
            summary.seed(),
            summary.values()));
    if (summary.unfit() > 0) {
      text.append("; %d not run, their weights do not fit".formatted(summary.unfit()));
    }
    if (!summary.failed().isEmpty()) {
      text.append("; %d FAILED".formatted(summary.failed().size()));
    }
    return text.toString();
  }
}
