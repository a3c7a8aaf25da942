package decodefab.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import decodefab.design.Design;
import decodefab.design.DesignPrinter;
import decodefab.diag.Code;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.ast.AstPrinter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that must be read and files that must be refused. A file to be refused says in comments
 * {@code // error: CODE @ LINE:COLUMN message} for every diagnostic, exactly.
 */
class CorpusTest {
  /** Codes that no text alone can bring about; {@link HostileFileTest} does. */
  private static final Set<Code> NEED_FILES =
      Set.of(Code.DF107, Code.DF108, Code.DF110, Code.DF111);

  static Stream<Path> accepted() {
    return Corpus.files("accept").stream();
  }

  static Stream<Path> refused() {
    return Corpus.files("reject").stream();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void isAcceptedAndPrintsToItself(Path file) throws InputException {
    Design design = DesignReader.read(file);
    String text = DesignPrinter.print(design);
    Design again = DesignReader.parse(new SourceText("printed.dfab", text));
    assertThat(Corpus.withoutComments(DesignPrinter.print(again)))
        .isEqualTo(Corpus.withoutComments(text));
    String ast = AstPrinter.print(DesignReader.readAst(file));
    assertThat(AstPrinter.print(DesignReader.parseAst(new SourceText("ast.dfab", ast))))
        .isEqualTo(ast);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedAsItSays(Path file) {
    List<String> expected = Corpus.expectations(file);
    assertThat(expected).as("expectations in %s", file).isNotEmpty();
    assertThat(diagnose(file).stream().map(Corpus::line)).containsExactlyElementsOf(expected);
  }

  @Test
  void holdsEnoughFilesAndEveryCode() {
    assertThat(Corpus.files("accept")).hasSizeGreaterThanOrEqualTo(9);
    assertThat(Corpus.files("reject")).hasSizeGreaterThanOrEqualTo(45);
    Set<String> seen = new TreeSet<>();
    refused().forEach(f -> diagnose(f).forEach(d -> seen.add(d.code())));
    for (Code code : Code.values()) {
      assertThat(seen.contains(code.name()) || NEED_FILES.contains(code))
          .as("some file brings about %s", code)
          .isTrue();
    }
  }

  static List<Diagnostic> diagnose(Path file) {
    InputException refused =
        catchThrowableOfType(InputException.class, () -> DesignReader.read(file));
    assertThat(refused).as("%s is refused", file).isNotNull();
    return refused.diagnostics();
  }
}
