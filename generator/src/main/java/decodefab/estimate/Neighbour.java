package decodefab.estimate;

import decodefab.tech.Figure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The same design with one parameter changed.
 *
 * @param change what is different, such as {@code lanes 256 (8 x 32)}
 * @param figures what it would do; empty when it cannot be built
 * @param reasons why it cannot be built or does not fit the device
 */
public record Neighbour(String change, Optional<Figures> figures, List<String> reasons) {
  public Neighbour {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(figures, "figures");
    reasons = List.copyOf(reasons);
  }

  /**
   * The figures to compare.
   *
   * @param cyclesPerToken cycles per token
   * @param tokensPerSecond tokens per second at the design's clock
   * @param powerW power of device and memories
   * @param tokensPerJoule tokens per second and watt
   */
  public record Figures(
      Figure cyclesPerToken, Figure tokensPerSecond, Figure powerW, Figure tokensPerJoule) {}
}
