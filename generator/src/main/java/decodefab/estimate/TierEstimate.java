package decodefab.estimate;

import decodefab.tech.Figure;
import java.util.List;
import java.util.Objects;

/**
 * What one token moves between the fabric and a memory.
 *
 * @param name the memory's name in the design
 * @param bytesRead bytes read per token: whole beats off chip, whole words on chip
 * @param bytesWritten bytes written per token, likewise
 * @param bandwidthUtilization share of the peak bandwidth that is used; the peak on chip is a word
 *     in every cycle through every port of the memories that are built in it
 * @param flows the same by what the bytes are
 */
public record TierEstimate(
    String name,
    Figure bytesRead,
    Figure bytesWritten,
    Figure bandwidthUtilization,
    List<Flow> flows) {
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
