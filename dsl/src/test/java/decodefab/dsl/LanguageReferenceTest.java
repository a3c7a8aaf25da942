package decodefab.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.Design;
import decodefab.diag.Code;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.parse.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference and the code say the same. */
class LanguageReferenceTest {
  private static final String TEXT = Corpus.read(Corpus.home().resolve("dsl/LANGUAGE.md"));
  private static final Pattern EXAMPLE = Pattern.compile("```dfab\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\| (DF\\d+) \\| ([^|]+) \\| (.+) \\|$", Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void everyExampleIsRead() throws InputException {
    Matcher examples = EXAMPLE.matcher(TEXT);
    List<Design> read = new ArrayList<>();
    while (examples.find()) {
      String text = examples.group(1);
      String whole =
          text.contains("design ") ? text : "design example { model \"m\"\n" + text + "}\n";
      read.add(DesignReader.parse(new SourceText("example.dfab", whole)));
    }
    assertThat(read).hasSizeGreaterThanOrEqualTo(9);
  }

  @Test
  void everyCodeHasARowAndEveryRowACode() {
    Map<String, String> titles = new TreeMap<>();
    Matcher rows = ROW.matcher(TEXT);
    while (rows.find()) {
      assertThat(titles.put(rows.group(1), rows.group(2)))
          .as("row %s twice", rows.group(1))
          .isNull();
    }
    Map<String, String> expected =
        Arrays.stream(Code.values())
            .collect(Collectors.toMap(Code::name, Code::title, (a, b) -> a, TreeMap::new));
    assertThat(titles).isEqualTo(expected);
  }

  @Test
  void everyExampleMessageIsARealOne() throws IOException {
    List<String> real = new ArrayList<>(fromFiles());
    Corpus.files("reject")
        .forEach(f -> CorpusTest.diagnose(f).forEach(d -> real.add(Corpus.message(d))));
    Matcher rows = ROW.matcher(TEXT);
    while (rows.find()) {
      String message = rows.group(1) + " " + rows.group(3);
      assertThat(real).as("a message of the corpus").contains(message);
    }
  }

  /** Messages about files, which no text in the corpus can bring about. */
  private List<String> fromFiles() throws IOException {
    Files.writeString(folder.resolve("big.dfab"), " ".repeat(SourceReader.MAX_BYTES + 1));
    Files.write(folder.resolve("latin1.dfab"), new byte[] {(byte) 0xfc});
    Files.writeString(folder.resolve("empty.dfab"), "");
    Files.writeString(folder.resolve("noise.dfab"), "; ".repeat(5000));
    List<String> messages = new ArrayList<>();
    for (String name : List.of("big", "latin1", "empty", "missing", "noise")) {
      CorpusTest.diagnose(folder.resolve(name + ".dfab"))
          .forEach(d -> messages.add(Corpus.message(d).replace(folder + "/", "")));
    }
    return messages;
  }
}
