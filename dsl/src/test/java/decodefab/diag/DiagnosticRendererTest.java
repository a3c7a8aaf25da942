package decodefab.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
  private static final String TEXT = "design t {\n\tdatapath { lanes 100 }\n}\n";

  @Test
  void showsThePlaceTheLineAndTheHelp() {
    assertThat(new DiagnosticRenderer(false).render(at(29, 32)))
        .isEqualTo(
            """
            error[DF401]: lanes 100 is not 128
             --> t.dfab:2:19
              |
            2 |   datapath { lanes 100 }
              |                    ^^^
              = help: write lanes 128
            """);
  }

  @Test
  void marksUpForATerminal() {
    assertThat(new DiagnosticRenderer(true).render(at(29, 32)))
        .contains("\u001b[1;31merror[DF401]\u001b[0m");
  }

  @Test
  void showsTheEndOfAFile() {
    assertThat(new DiagnosticRenderer(false).render(at(TEXT.length(), TEXT.length())))
        .contains("t.dfab:4:1\n")
        .contains("\n  | ^\n");
  }

  @Test
  void clipsLongLinesAndStopsTerminalEscapes() {
    String line = "a".repeat(500) + "\u001b[31m" + "b".repeat(500);
    Span span = new Span(new SourceText("evil\u001b[2J.dfab", line), 500, 502);
    String shown =
        new DiagnosticRenderer(false).render(Diagnostic.error(Code.DF102, "bad \u0007", span));
    assertThat(shown).doesNotContain("\u001b").doesNotContain("\u0007").contains("...");
    assertThat(shown.lines()).allMatch(l -> l.length() < 140);
  }

  @Test
  void givesMachinesPlainValues() {
    assertThat(DiagnosticView.of(at(29, 32)).values())
        .containsExactly(
            entry("code", "DF401"),
            entry("severity", "error"),
            entry("message", "lanes 100 is not 128"),
            entry("file", "t.dfab"),
            entry("line", 2),
            entry("column", 19),
            entry("end_line", 2),
            entry("end_column", 22),
            entry("help", "write lanes 128"));
    assertThat(DiagnosticView.of(Diagnostic.error("DF110", "gone", "look")).values())
        .containsOnlyKeys("code", "severity", "message", "help");
  }

  private static Diagnostic at(int start, int end) {
    Span span = new Span(new SourceText("t.dfab", TEXT), start, end);
    return Diagnostic.error(Code.DF401, "lanes 100 is not 128", span, "write lanes 128");
  }
}
