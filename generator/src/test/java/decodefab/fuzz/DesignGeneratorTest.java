package decodefab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DesignGeneratorTest {
  private static final int DESIGNS = 400;

  @Test
  void drawsLegalDesignsThatCoverEveryBin() {
    Coverage coverage = new Coverage();
    List<DesignGenerator.Drawn> drawn =
        LongStream.range(0, DESIGNS).mapToObj(DesignGenerator::draw).toList();
    for (DesignGenerator.Drawn one : drawn) {
      assertThat(DesignGenerator.isLegal(one.recipe())).as(one.recipe().text()).isTrue();
      coverage.add(one);
    }
    assertThat(coverage.designs()).isEqualTo(DESIGNS);
    int refused = coverage.refused().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(refused).as("refused: %s", coverage.refused()).isLessThan(DESIGNS / 4);
    for (Map.Entry<String, Map<String, Integer>> dimension : coverage.counts().entrySet()) {
      assertThat(dimension.getValue().entrySet())
          .filteredOn(bin -> bin.getValue() == 0)
          .extracting(Map.Entry::getKey)
          .as("bins of %s that 400 designs never hit", dimension.getKey())
          .isEmpty();
    }
  }

  @Test
  void drawsTheSameDesignForTheSameSeed() {
    assertThat(DesignGenerator.draw(7).recipe()).isEqualTo(DesignGenerator.draw(7).recipe());
    assertThat(DesignGenerator.draw(7).recipe().text())
        .isNotEqualTo(DesignGenerator.draw(8).recipe().text());
  }

  @Test
  void becomesSimplerOnlySoOften() {
    for (long seed = 0; seed < 40; seed++) {
      Recipe recipe = DesignGenerator.draw(seed).recipe();
      int steps = 0;
      while (!recipe.simpler().isEmpty()) {
        recipe = recipe.simpler().getLast();
        steps++;
        assertThat(steps).as("steps from seed %d", seed).isLessThan(500);
      }
    }
  }
}
