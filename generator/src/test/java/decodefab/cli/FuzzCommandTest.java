package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.fuzz.Coverage;
import decodefab.fuzz.DesignGenerator;
import decodefab.fuzz.DesignResult;
import decodefab.fuzz.Failure;
import decodefab.fuzz.Shrinker;
import decodefab.fuzz.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuzzCommandTest {
  @TempDir Path folder;

  private final TestSurroundings world = new TestSurroundings();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fuzz",
        "fuzz --count 0",
        "fuzz --count -3",
        "fuzz --count two",
        "fuzz --files 0",
        "fuzz --count 1 --jobs 0",
        "fuzz --count 1 --timeout 0",
        "fuzz --count 1 --seed -1",
        "fuzz --count 1 --seed 9223372036854775807",
        "fuzz --count 1 --shrink-trials -1"
      })
  void refusesWhatMakesNoSense(String line) {
    assertThat(world.run(line.split(" "))).as(line).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("See decodefab fuzz --help");
  }

  @Test
  void saysWhichToolIsMissing() {
    assertThat(world.run("fuzz", "--count", "1")).isEqualTo(ExitCode.TOOL);
    assertThat(world.err()).contains("verilator, g++, make are needed and not installed");
  }

  @Test
  void readsDamagedFiles() throws Exception {
    int status =
        world.run("fuzz", "--files", "12", "--seed", "3", "-o", folder + "/none", "--json");
    assertThat(status).as(world.err()).isEqualTo(ExitCode.FINE);
    JsonNode json = new ObjectMapper().readTree(world.out());
    assertThat(json.path("designs").isNull()).isTrue();
    assertThat(json.at("/files/count").asInt()).isEqualTo(12);
    assertThat(json.at("/files/failed").asInt()).isZero();
    assertThat(json.at("/files/kinds")).hasSize(5);
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(world.run("fuzz", "--files", "2")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).contains("2 of 2 damaged files from seed 1 were read or refused");
  }

  @Test
  void everyKeyOfTheDocumentIsDescribed() throws Exception {
    String document = FuzzJson.text(9, Optional.of(designs()), Optional.of(files()));
    JsonNode json = new ObjectMapper().readTree(document);
    assertThat(json.path("schema").asText()).isEqualTo("decodefab.fuzz");
    assertThat(json.at("/designs/passed").asInt()).isEqualTo(1);
    assertThat(json.at("/designs/failed").asInt()).isEqualTo(1);
    assertThat(json.at("/designs/results/1/again").asText()).isEqualTo("the command");
    Path home = Path.of(System.getProperty("decodefab.home"));
    String text = Files.readString(home.resolve("generator/JSON.md"));
    String section = text.substring(text.indexOf("## `decodefab.fuzz` 1"));
    section = section.substring(0, Math.max(section.indexOf("\n## ", 1), section.length()));
    Set<String> described =
        Pattern.compile("`([a-z_.\\[\\]]+)`")
            .matcher(section)
            .results()
            .map(m -> m.group(1).replaceAll(".*\\.", "").replace("[]", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> keys = new TreeSet<>();
    collect(json, keys);
    keys.removeAll(Set.of("schema", "version"));
    assertThat(described).containsAll(keys);
  }

  /** Names of keys, but for those that are data: bins and codes. */
  private static void collect(JsonNode node, Set<String> keys) {
    node.forEach(inner -> collect(inner, keys));
    node.properties()
        .forEach(
            field -> {
              keys.add(field.getKey());
              if (Set.of("coverage", "refused", "codes").contains(field.getKey())) {
                field.getValue().forEach(inner -> forget(inner, keys));
                forget(field.getValue(), keys);
              }
            });
  }

  private static void forget(JsonNode data, Set<String> keys) {
    data.fieldNames().forEachRemaining(keys::remove);
  }

  private static DesignsFuzzed designs() {
    Coverage coverage = new Coverage();
    DesignGenerator.Drawn first = DesignGenerator.draw(9);
    DesignGenerator.Drawn second = DesignGenerator.draw(10);
    coverage.add(first);
    coverage.add(second);
    Failure failure = new Failure(Failure.Kind.MISMATCH, "differs", OptionalInt.of(0));
    DesignResult passed =
        new DesignResult(9, first.recipe(), new Verdict.Passed(5, 6), Optional.empty());
    DesignResult failed =
        new DesignResult(
            10,
            second.recipe(),
            new Verdict.Failed(failure),
            Optional.of(new Shrinker.Shrunk(second.recipe(), failure, 1, 2)));
    DesignsFuzzed all =
        new DesignsFuzzed(9, List.of(passed, failed), coverage, Map.of(failed, "the command"));
    assertThat(FuzzText.coverage(all)).contains("never", "memories");
    assertThat(FuzzText.verdict(all))
        .contains("1 of 2 designs from seed 9 passed", "; 1 FAILED", "again: the command");
    assertThat(FuzzText.line(failed)).startsWith("seed 10: FAILED (mismatch): tile ");
    return all;
  }

  private static FilesFuzzed files() {
    return new FilesFuzzed(9, List.of(), Map.of());
  }
}
