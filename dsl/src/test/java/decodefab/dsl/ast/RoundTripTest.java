package decodefab.dsl.ast;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.diag.Span;
import decodefab.dsl.DesignReader;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Printing a syntax tree and parsing the text gives the same tree, whatever it says. */
class RoundTripTest {
  @Property(tries = 1000)
  void printedTreesParseToThemselves(@ForAll("files") FileNode file) throws InputException {
    String text = AstPrinter.print(file);
    FileNode again = DesignReader.parseAst(new SourceText("printed.dfab", text));
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(Span.class)
        .withStrictTypeChecking()
        .isEqualTo(file);
    assertThat(AstPrinter.print(again)).isEqualTo(text);
  }

  @Provide
  Arbitrary<FileNode> files() {
    return AstArbitraries.files();
  }
}
