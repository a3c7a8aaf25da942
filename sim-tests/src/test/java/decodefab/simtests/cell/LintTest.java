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

  private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=\\s*([\\w']+)");

  /** A setting: cell, values by parameter, and the last word of its row. */
  private record Setting(String cell, Map<String, String> parameters, String last) {
    Path file() {
      return Checkout.library().resolve(cell + ".v");
    }
  }

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

  /** What a cell is made of can depend on its parameters: its other kinds, one by one. */
  @ParameterizedTest
  @EnumSource(Tool.class)
  void acceptsFurtherSettingsWithoutAWarning(Tool tool) throws IOException {
    tool.require();
    List<Setting> all = settings("further-parameters.txt");
    for (Setting setting : all) {
      ToolRun run = Linter.lint(tool, setting.file(), setting.parameters());
      assertThat(run.exit() + run.output()).as("%s: %s", tool, setting).isEqualTo("0");
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void refusesIllegalParametersByName(Tool tool) throws IOException {
    tool.require();
    List<Setting> all = illegalParameters();
    for (Setting illegal : all) {
      ToolRun run = Linter.lint(tool, illegal.file(), illegal.parameters());
      assertThat(run.exit()).as("%s: %s", tool, illegal).isNotZero();
      assertThat(run.output()).as("%s: %s", tool, illegal).contains(illegal.last());
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
    illegalParameters().forEach(row -> reached.add(row.last()));
    assertThat(reached).isEqualTo(named);
  }

  private static List<Setting> illegalParameters() throws IOException {
    return settings("illegal-parameters.txt");
  }

  private static List<Setting> settings(String file) throws IOException {
    Path table = Checkout.home().resolve("sim-tests/src/test/resources").resolve(file);
    List<Setting> rows = new ArrayList<>();
    try (Stream<String> lines = Files.lines(table)) {
      for (String line : lines.filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        rows.add(setting(line));
      }
    }
    return rows;
  }

  private static Setting setting(String line) {
    String[] fields = line.trim().split("\\s+", -1);
    Map<String, String> parameters = new TreeMap<>();
    Matcher settings = SETTING.matcher(line);
    while (settings.find()) {
      parameters.put(settings.group(1), settings.group(2));
    }
    assertThat(parameters).as(line).isNotEmpty();
    return new Setting(fields[0], parameters, fields[fields.length - 1]);
  }
}
