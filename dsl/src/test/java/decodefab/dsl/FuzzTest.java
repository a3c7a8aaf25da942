package decodefab.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import decodefab.diag.DiagnosticRenderer;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text: a design or diagnostics, never another exception. */
class FuzzTest {
  private static final List<String> SEEDS = seeds();

  @Property(tries = 1000)
  void noiseIsRefused(@ForAll byte[] bytes) {
    read(new String(bytes, StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void wordsInAnyOrderAreRefusedOrRead(@ForAll("wordSoups") String text) {
    read(text);
  }

  @Property(tries = 2000)
  void damagedDesignsAreRefusedOrRead(
      @ForAll("seedTexts") String seed,
      @ForAll int at,
      @ForAll int length,
      @ForAll("fragments") String patch) {
    int start = Math.floorMod(at, seed.length());
    int end = Math.min(seed.length(), start + Math.floorMod(length, 20));
    read(seed.substring(0, start) + patch + seed.substring(end));
  }

  @Provide
  Arbitrary<String> seedTexts() {
    return Arbitraries.of(SEEDS);
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "{",
            "}",
            "(",
            ")",
            ",",
            "..",
            "*",
            "=",
            "+=",
            "-",
            "\"",
            "/*",
            "*/",
            "//",
            "1e30",
            "-1",
            "0",
            "99999999999",
            "x",
            "design",
            "layers",
            "\u0000",
            "\ud800",
            "\uFEFF",
            " 4 MiB"),
        Arbitraries.strings().ofMaxLength(6));
  }

  @Provide
  Arbitrary<String> wordSoups() {
    List<String> words = new ArrayList<>();
    SEEDS.forEach(s -> words.addAll(List.of(s.split("(?<=\\W)|(?=\\W)"))));
    return Arbitraries.of(words).list().ofMaxSize(60).map(l -> String.join(" ", l));
  }

  private static void read(String text) {
    SourceText source = new SourceText("fuzz.dfab", text);
    try {
      Design design = DesignReader.parse(source);
      assertThat(design.name()).isNotEmpty();
    } catch (InputException e) {
      assertThat(e.diagnostics()).isNotEmpty();
      for (Diagnostic diagnostic : e.diagnostics()) {
        // Rendering walks the span, so a place outside the text shows here.
        assertThat(new DiagnosticRenderer(true).render(diagnostic)).contains(diagnostic.code());
      }
    }
  }

  private static List<String> seeds() {
    List<String> texts = new ArrayList<>();
    for (Path file : Corpus.files("accept")) {
      texts.add(Corpus.read(file));
    }
    for (Path file : Corpus.files("reject")) {
      texts.add(Corpus.withoutComments(Corpus.read(file)));
    }
    texts.removeIf(String::isEmpty);
    return List.copyOf(texts);
  }
}
