package decodefab.tech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the tables of FIGURES.md equal to the tables that the program calculates with. */
class FiguresDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("decodefab.home"), "generator", "FIGURES.md");

  /** What belongs between the document's two markers. */
  private static String rendered() {
    return List.of(
            "memory-energy.csv",
            "fabric-energy.csv",
            "devices.csv",
            "boards.csv",
            "area.csv",
            "asic.csv")
        .stream()
        .map(FiguresDocumentTest::table)
        .collect(Collectors.joining("\n"));
  }

  private static String table(String name) {
    StringBuilder text =
        new StringBuilder(
                "### " + name + "\n\n| number | low | nominal | high | unit | sure | source |\n")
            .append("|---|---|---|---|---|---|---|\n");
    for (Map.Entry<String, Map<String, Quantity>> item : TechTable.load(name).rows().entrySet()) {
      item.getValue()
          .forEach(
              (attribute, q) ->
                  text.append(
                      "| %s %s | %s | %s | %s | %s | %s | %s |\n"
                          .formatted(
                              item.getKey(),
                              attribute,
                              plain(q.low()),
                              plain(q.nominal()),
                              plain(q.high()),
                              q.unit().symbol(),
                              q.sureness(),
                              q.source())));
    }
    return text.toString();
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  @Test
  void theDocumentShowsTheTables() throws IOException {
    String document = Files.readString(DOCUMENT);
    String expected = "<!-- tables -->\n\n" + rendered() + "\n<!-- end of tables -->\n";
    // What the document should hold, ready to be copied over it.
    Path proposal =
        Path.of(System.getProperty("decodefab.home"), "generator", "target", "FIGURES.md");
    Files.createDirectories(proposal.getParent());
    Files.writeString(proposal, document.replaceAll("(?s)<!-- tables -->.*", "") + expected);
    assertThat(document)
        .as("FIGURES.md differs from the tables; generator/target/FIGURES.md is what it should be")
        .endsWith(expected);
  }
}
