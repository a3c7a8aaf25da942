package decodefab.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the catalogue of templates/README.md against the cells that there are. */
class CellCatalogueTest {
  private static final Path TEMPLATES = Path.of(System.getProperty("decodefab.home"), "templates");

  @Test
  void everyCellHasOneRow() throws IOException {
    List<String> rows = new ArrayList<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `(dfab_\\w+)` \\| .+ \\| .+ \\| .*\\|$")
            .matcher(Files.readString(TEMPLATES.resolve("README.md")));
    while (row.find()) {
      rows.add(row.group(1) + ".v");
    }
    try (Stream<Path> cells = Files.list(TEMPLATES.resolve("lib"))) {
      assertThat(rows)
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(70)
          .containsExactlyInAnyOrderElementsOf(
              cells.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".v")).toList());
    }
  }
}
