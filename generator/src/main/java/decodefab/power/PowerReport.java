package decodefab.power;

import decodefab.tech.Figure;
import java.util.List;

/**
 * Power of a fabric that decodes at a steady rate.
 *
 * @param parts power by part, memory tiers first
 * @param total sum of the parts: device and its memories, without the rest of the board
 * @param tokensPerJoule tokens per second per watt of that total
 * @param joulesPerToken energy of one token
 * @param notes what the total leaves out, and warnings about its plausibility
 */
public record PowerReport(
    List<PowerPart> parts,
    Figure total,
    Figure tokensPerJoule,
    Figure joulesPerToken,
    List<String> notes) {
  /** Keeps copies of the lists. */
  public PowerReport {
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
  }
}
