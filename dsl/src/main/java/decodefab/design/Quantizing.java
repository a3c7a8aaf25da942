package decodefab.design;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the codes and the scales of a matrix are found. */
public enum Quantizing {
  /** Each weight becomes the nearest code, under the scale that the format's definition gives. */
  NEAREST,

  /** The same under the scale that leaves the least squared error in its group, of some tried. */
  LEAST_SQUARES,

  /**
   * Under such scales, but column by column, where the columns to come make up for the error as far
   * as their inputs go together, as in "GPTQ: Accurate Post-Training Quantization for Generative
   * Pre-trained Transformers" (Frantar et al. 2022).
   */
  GPTQ;

  /** As it is written in a design. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is written in a design for each. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Quantizing::text).toList();
  }

  /** The one that is written so. */
  public static Optional<Quantizing> of(String text) {
    return Arrays.stream(values()).filter(q -> q.text().equals(text)).findFirst();
  }
}
