package decodefab.estimate;

import decodefab.tech.Figure;
import java.util.List;
import java.util.Objects;

/**
 * What one token moves between the fabric and a memory.
 *
 * @param name the memory's name in the design; {@code on_chip} for all memories on chip together
 * @param bytesRead bytes read per token
 * @param bytesWritten bytes written per token
 * @param bandwidthUtilization share of the peak bandwidth that is used; missing on chip
 * @param flows the same by what the bytes are
 */
public record TierEstimate(
    String name,
    Figure bytesRead,
    Figure bytesWritten,
    Figure bandwidthUtilization,
    List<Flow> flows) {
  /** Name of the memories on chip, all together. */
  public static final String ON_CHIP = "on_chip";

  public TierEstimate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bytesRead, "bytesRead");
    Objects.requireNonNull(bytesWritten, "bytesWritten");
    Objects.requireNonNull(bandwidthUtilization, "bandwidthUtilization");
    flows = List.copyOf(flows);
  }

  /**
   * Traffic of one kind.
   *
   * @param what what the bytes are, such as {@code weights}
   * @param bytesRead bytes read per token
   * @param bytesWritten bytes written per token
   */
  public record Flow(String what, Figure bytesRead, Figure bytesWritten) {}
}
