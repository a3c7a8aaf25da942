package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.coverage.CodeCoverage;
import decodefab.coverage.CodePoint;
import decodefab.coverage.FileCoverage;
import decodefab.coverage.FileCoverage.Share;
import decodefab.regress.CoverageCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Code coverage of a regression by module, with what no job has reached. */
final class CodeCoverageText {
  /** Holes of one kind that the table names; the document names all. */
  private static final int NAMED = 4;

  private CodeCoverageText() {}

  /**
   * The table.
   *
   * @param folder the regression's, as the user names it
   */
  static String table(CodeCoverage coverage, Path folder) {
    List<String> rows = new ArrayList<>();
    rows.add(row("reached in simulation", "lines", "branches", "bits", "never reached"));
    List<FileCoverage> partly = coverage.files().stream().filter(f -> !f.whole()).toList();
    for (FileCoverage file : partly) {
      rows.add(
          row(
              file.module(),
              share(file.lineShare()),
              share(file.branchShare()),
              share(file.bitShare()),
              holes(file)));
    }
    int whole = coverage.files().size() - partly.size();
    rows.add(
        row(
            "all " + coverage.files().size(),
            share(coverage.lines()),
            share(coverage.branches()),
            share(coverage.bits()),
            whole + " more modules are covered whole"));
    if (!coverage.absent().isEmpty()) {
      rows.add("in no design of this regression: " + String.join(", ", coverage.absent()));
    }
    rows.add(
        "bits: of nets up to 8 wide, whether they changed. LCOV: "
            + CoverageCollector.info(folder));
    return String.join("\n", rows);
  }

  private static String row(String name, String lines, String branches, String bits, String last) {
    return String.format(Locale.ROOT, "%-28s %15s %15s %15s  %s", name, lines, branches, bits, last)
        .stripTrailing();
  }

  private static String share(Share share) {
    return share.all() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%d/%d %3d%%",
            share.hit(),
            share.all(),
            (int) (100.0 * share.hit() / share.all()));
  }

  private static String holes(FileCoverage file) {
    List<String> kinds = new ArrayList<>();
    kind("lines ", ranges(file.linesMissed()), kinds);
    kind("", file.branchesMissed().stream().map(CodeCoverageText::branch).toList(), kinds);
    kind("", file.bitsMissed().stream().map(CodePoint::name).distinct().toList(), kinds);
    return String.join("; ", kinds);
  }

  private static void kind(String name, List<String> all, List<String> kinds) {
    if (!all.isEmpty()) {
      List<String> shown = all.subList(0, Math.min(NAMED, all.size()));
      int more = all.size() - shown.size();
      kinds.add(name + String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more"));
    }
  }

  private static String branch(CodePoint branch) {
    return branch.name() + " of " + branch.line();
  }

  /** Lines as ranges, such as 3-5. */
  static List<String> ranges(List<Integer> lines) {
    List<String> ranges = new ArrayList<>();
    for (int first = 0; first < lines.size(); ) {
      int last = first;
      while (last + 1 < lines.size() && lines.get(last + 1) == lines.get(last) + 1) {
        last++;
      }
      String end = last == first ? "" : "-" + lines.get(last);
      ranges.add(lines.get(first) + end);
      first = last + 1;
    }
    return ranges;
  }

  /** The object {@code code_coverage}. */
  static void write(CodeCoverage coverage, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("code_coverage");
    shares(coverage.lines(), coverage.branches(), coverage.bits(), json);
    json.writeArrayFieldStart("modules");
    for (FileCoverage file : coverage.files()) {
      json.writeStartObject();
      json.writeStringField("module", file.module());
      json.writeStringField("file", file.path());
      shares(file.lineShare(), file.branchShare(), file.bitShare(), json);
      strings("lines_missed", ranges(file.linesMissed()), json);
      strings(
          "branches_missed",
          file.branchesMissed().stream().map(CodeCoverageText::branch).toList(),
          json);
      strings(
          "bits_missed", file.bitsMissed().stream().map(CodePoint::name).distinct().toList(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    strings("absent", coverage.absent(), json);
    json.writeEndObject();
  }

  private static void shares(Share lines, Share branches, Share bits, JsonGenerator json)
      throws IOException {
    json.writeNumberField("lines", lines.all());
    json.writeNumberField("lines_hit", lines.hit());
    json.writeNumberField("branches", branches.all());
    json.writeNumberField("branches_hit", branches.hit());
    json.writeNumberField("bits", bits.all());
    json.writeNumberField("bits_hit", bits.hit());
  }

  private static void strings(String name, List<String> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
