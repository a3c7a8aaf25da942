package decodefab.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Reporter;
import decodefab.dsl.parse.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come from outside: missing, no text, too large, linked to elsewhere. */
class HostileFileTest {
  @TempDir Path folder;

  @Test
  void refusesWhatIsNoReadableFile() {
    assertThat(codes(folder.resolve("missing.dfab"))).containsExactly("DF110");
    assertThat(codes(folder)).containsExactly("DF110");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertThat(codes(write("empty.dfab", ""))).containsExactly("DF109");
    assertThat(codes(write("blank.dfab", " \n\t\r\n"))).containsExactly("DF109");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = folder.resolve("latin1.dfab");
    Files.write(file, "design t { model \"b\u00fccher\" }".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(codes(file)).containsExactly("DF108");
  }

  @Test
  void readsUpToTheLimitAndNoFurther() throws IOException {
    String design = "design t { model \"m\" }";
    String filled = design + " ".repeat(SourceReader.MAX_BYTES - design.length());
    assertThat(codes(write("full.dfab", filled))).isEmpty();
    assertThat(codes(write("over.dfab", filled + " "))).containsExactly("DF107");
  }

  @Test
  void limitsHowMuchItReports() throws IOException {
    List<String> codes = codes(write("noise.dfab", "design t {\n" + "; \n".repeat(5000) + "}"));
    assertThat(codes).hasSize(Reporter.LIMIT + 1).endsWith("DF111");
  }

  @Test
  void survivesNestingAndManyRules() throws IOException {
    assertThat(codes(write("deep.dfab", "(".repeat(200_000)))).containsExactly("DF106");
    StringBuilder rules = new StringBuilder("design t { model \"m\"\n");
    for (int i = 0; i < 6000; i++) {
      rules.append("quantize layers.").append(i % 1000).append(".mlp.up as int(4)\n");
    }
    assertThat(codes(write("rules.dfab", rules + "}"))).contains("DF402");
  }

  @Test
  void doesNotFollowALinkOutOfTheFolder() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    write("secret.dfab", "format w = int(4)");
    Files.createSymbolicLink(inside.resolve("link.dfab"), folder.resolve("secret.dfab"));
    Path main = write("inside/main.dfab", "include \"link.dfab\"\ndesign t { model \"m\" }");
    assertThat(codes(main)).containsExactly("DF211");
    Path absolute =
        write(
            "inside/absolute.dfab",
            "include \"" + folder.resolve("secret.dfab") + "\" design t { model \"m\" }");
    assertThat(codes(absolute)).containsExactly("DF211");
  }

  @Test
  void refusesAFileThatIncludesItself() throws IOException {
    Path self = write("self.dfab", "include \"self.dfab\"\ndesign t { model \"m\" }");
    assertThat(codes(self)).containsExactly("DF210");
  }

  @Test
  void countsColumnsBehindCharactersBeyondTheBasicPlane() throws IOException {
    Path file = write("wide.dfab", "design t { model \"\uD83D\uDE00\" wrong }");
    Diagnostic found = diagnose(file).getFirst();
    assertThat(found.span().orElseThrow().column()).isEqualTo(23);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> codes(Path file) {
    return diagnose(file).stream().map(Diagnostic::code).toList();
  }

  private static List<Diagnostic> diagnose(Path file) {
    InputException refused =
        catchThrowableOfType(InputException.class, () -> DesignReader.read(file));
    return refused == null ? List.of() : refused.diagnostics();
  }
}
