package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every library cell is accepted by three tools without a word, and every illegal parameter is
 * refused by all three with the error's own name.
 */
class LintTest {

  private static final Pattern ERROR_MODULE = Pattern.compile("\\bdfab_error_\\w+");

  private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=\\s*(\\w+)");

  /** One illegal setting: cell, values by parameter, and the error that must be named. */
  private record Illegal(String cell, Map<String, String> parameters, String error) {}

  @ParameterizedTest
  @EnumSource(Tool.class)
  void acceptsEveryCellWithoutAWarning(Tool tool) {
    tool.require();
    int linted = 0;
    for (Path cell : Checkout.cells()) {
      ToolRun run = Linter.lint(tool, cell, Map.of());
      assertThat(run.exit() + run.output()).as("%s of %s", tool, cell.getFileName()).isEqualTo("0");
      linted++;
    }
    assertThat(linted).isEqualTo(Checkout.cells().size()).isGreaterThanOrEqualTo(14);
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void refusesIllegalParametersByName(Tool tool) throws IOException {
    tool.require();
    List<Illegal> all = illegalParameters();
    for (Illegal illegal : all) {
      Path cell = Checkout.library().resolve(illegal.cell() + ".v");
      ToolRun run = Linter.lint(tool, cell, illegal.parameters());
      assertThat(run.exit()).as("%s: %s", tool, illegal).isNotZero();
      assertThat(run.output()).as("%s: %s", tool, illegal).contains(illegal.error());
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(14);
  }

  /** Whoever adds an error to a cell adds a row that reaches it. */
  @Test
  void hasAnIllegalSettingForEveryError() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path cell : Checkout.cells()) {
      Matcher errors = ERROR_MODULE.matcher(Files.readString(cell));
      while (errors.find()) {
        named.add(errors.group());
      }
    }
    Set<String> reached = new TreeSet<>();
    illegalParameters().forEach(row -> reached.add(row.error()));
    assertThat(reached).isEqualTo(named);
  }

  private static List<Illegal> illegalParameters() throws IOException {
    Path table = Checkout.home().resolve("sim-tests/src/test/resources/illegal-parameters.txt");
    List<Illegal> rows = new ArrayList<>();
    try (Stream<String> lines = Files.lines(table)) {
      for (String line : lines.filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        rows.add(illegal(line));
      }
    }
    return rows;
  }

  private static Illegal illegal(String line) {
    String[] fields = line.trim().split("\\s+", -1);
    Map<String, String> parameters = new TreeMap<>();
    Matcher settings = SETTING.matcher(line);
    while (settings.find()) {
      parameters.put(settings.group(1), settings.group(2));
    }
    assertThat(parameters).as(line).isNotEmpty();
    return new Illegal(fields[0], parameters, fields[fields.length - 1]);
  }
}
