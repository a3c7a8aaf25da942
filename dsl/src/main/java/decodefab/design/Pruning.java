package decodefab.design;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How it is found which weights of a group of neighbours are not zero. */
public enum Pruning {
  /** Those of the largest magnitude stay. */
  MAGNITUDE,

  /**
   * Those stay whose magnitude times the norm of their column's input is largest, as in "A Simple
   * and Effective Pruning Approach for Large Language Models" (Sun et al. 2023).
   */
  WANDA,

  /** The model's own zeros: weights that do not have the pattern are refused. */
  MASK;

  /** As it is written in a design. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is written in a design for each. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Pruning::text).toList();
  }

  /** The one that is written so. */
  public static Optional<Pruning> of(String text) {
    return Arrays.stream(values()).filter(p -> p.text().equals(text)).findFirst();
  }
}
