package decodefab.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.Design;
import decodefab.design.DesignPrinter;
import decodefab.design.ModelFolder;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.FileNode;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.Item;
import decodefab.dsl.ast.MemoryDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The designs and the library that ship. */
class ShippedFilesTest {
  private static final Path DESIGNS = Corpus.home().resolve("designs");

  static Stream<Path> designs() throws IOException {
    try (Stream<Path> files = Files.list(DESIGNS)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".dfab")).sorted().toList();
      return found.stream();
    }
  }

  @Test
  void sixDesignsShip() throws IOException {
    assertThat(designs()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void designIsSoundAndNamedLikeItsFile(Path file) throws InputException {
    Design design = DesignReader.read(file);
    assertThat(design.name() + ".dfab").isEqualTo(file.getFileName().toString());
    assertThat(design.tierOf("norms").onChip()).isTrue();
    if (design.model() instanceof ModelFolder folder) {
      assertThat(folder.resolved()).isEqualTo(DESIGNS.resolve(folder.path()).normalize());
    }
  }

  /** A memory or a device of the library is only checked where it is used, so all are used here. */
  @Test
  void everythingInTheLibraryCanBeUsed() throws InputException {
    FileNode library = DesignReader.readAst(DESIGNS.resolve("lib/standard.dfab"));
    int used = 0;
    for (Item item : library.items()) {
      switch (item) {
        case FormatDefinition f -> {
          // Formats are checked wherever they are seen.
          used++;
        }
        case MemoryDefinition m -> {
          assertThat(use("place kv_cache in " + m.name().text())).contains(m.name().text() + " {");
          used++;
        }
        case DeviceDefinition d -> {
          for (MemoryDefinition m : d.memories()) {
            String clauses = "target " + d.name().text() + " place kv_cache in " + m.name().text();
            assertThat(use(clauses)).contains(m.name().text() + " {");
          }
          used++;
        }
        default -> throw new AssertionError("unexpected " + item);
      }
    }
    assertThat(used).isGreaterThanOrEqualTo(20);
  }

  private static String use(String clauses) throws InputException {
    String text = "include \"standard\" design t { model \"m\" " + clauses + " }";
    return DesignPrinter.print(DesignReader.parse(new SourceText("t.dfab", text)));
  }
}
