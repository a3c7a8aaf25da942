package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of codes against the sources: each code that can be reported has one row. */
class DiagnosticsDocumentTest {
  private static final Path GENERATOR = Path.of(System.getProperty("decodefab.home"), "generator");

  private static List<String> matches(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyCodeHasOneRow() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(GENERATOR.resolve("src/main/java"))) {
      for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
        used.addAll(matches(Files.readString(source), "\"(DF[6789][0-9]{2})\""));
      }
    }
    List<String> rows =
        matches(Files.readString(GENERATOR.resolve("DIAGNOSTICS.md")), "(?m)^\\| (DF[0-9]{3}) \\|");
    assertThat(rows).doesNotHaveDuplicates().containsExactlyElementsOf(used);
    assertThat(used).hasSizeGreaterThan(40);
  }
}
