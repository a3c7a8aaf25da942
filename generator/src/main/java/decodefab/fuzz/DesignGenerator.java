package decodefab.fuzz;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.DesignReader;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws random legal designs. What is legal is not known here: designs are drawn, shown to the
 * checker and the planner, and drawn anew where these refuse them.
 */
public final class DesignGenerator {
  private static final int MOST_DRAWS = 500;

  private DesignGenerator() {}

  /**
   * A legal design.
   *
   * @param recipe what was drawn
   * @param refused codes of the diagnostics that designs drawn before it were refused with
   */
  public record Drawn(Recipe recipe, List<String> refused) {
    public Drawn {
      refused = List.copyOf(refused);
    }
  }

  /**
   * The design of a seed, the same wherever it is drawn.
   *
   * @throws IllegalStateException where so many draws in a row are refused that the generator and
   *     the checker must have grown apart
   */
  public static Drawn draw(long seed) {
    Draw draw = new Draw(seed);
    List<String> refused = new ArrayList<>();
    for (int tries = 0; tries < MOST_DRAWS; tries++) {
      Recipe recipe = Recipe.empty("fuzz_" + Long.toUnsignedString(seed));
      for (Dimension dimension : Dimensions.ALL) {
        recipe = recipe.with(dimension.draw(draw, recipe));
      }
      try {
        plan(recipe);
        return new Drawn(recipe, refused);
      } catch (InputException e) {
        e.diagnostics().stream().map(Diagnostic::code).distinct().forEach(refused::add);
      } catch (RuntimeException e) {
        return new Drawn(recipe, refused); // a fault to be found: the trial will meet it again
      }
    }
    throw new IllegalStateException("no legal design in " + MOST_DRAWS + " draws: " + refused);
  }

  /**
   * Checks and plans a recipe.
   *
   * @throws InputException where it is not legal
   */
  static HardwarePlan plan(Recipe recipe) throws InputException {
    SourceText source = new SourceText(recipe.name() + ".dfab", recipe.text());
    return DesignLoader.load(DesignReader.parse(source)).plan();
  }

  static boolean isLegal(Recipe recipe) {
    try {
      return plan(recipe).program().layers() > 0;
    } catch (InputException e) {
      return false;
    }
  }
}
