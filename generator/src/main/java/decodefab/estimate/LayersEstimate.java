package decodefab.estimate;

import java.util.Objects;

/**
 * What neighbouring layers that are stored alike, which share a loop of the program, take of a
 * token.
 *
 * @param layers which, as a design writes them: {@code 0..3}
 * @param count how many
 * @param addedCycles sum of the added cycles of their operations
 * @param weightBytes bytes of weights and their scales that are read for all of them
 */
public record LayersEstimate(String layers, int count, long addedCycles, long weightBytes) {
  public LayersEstimate {
    Objects.requireNonNull(layers, "layers");
  }
}
