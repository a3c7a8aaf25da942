package decodefab.estimate;

import decodefab.power.PowerPart;
import decodefab.tech.Figure;
import decodefab.tech.Method;
import decodefab.tech.Unit;
import java.util.List;
import java.util.Objects;

/**
 * Power of a fabric that decodes token after token.
 *
 * @param total device and memories, W; missing where there are no tables for the target
 * @param tokensPerJoule tokens per second and watt of that total
 * @param joulesPerToken energy of one token
 * @param parts the total by part; empty when it is missing
 * @param notes what the total leaves out, and warnings about its plausibility
 */
public record PowerFigures(
    Figure total,
    Figure tokensPerJoule,
    Figure joulesPerToken,
    List<PowerPart> parts,
    List<String> notes) {
  public PowerFigures {
    Objects.requireNonNull(total, "total");
    Objects.requireNonNull(tokensPerJoule, "tokensPerJoule");
    Objects.requireNonNull(joulesPerToken, "joulesPerToken");
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
  }

  static PowerFigures missing(Method method, String reason) {
    return new PowerFigures(
        Figure.missing(Unit.WATT, method, reason),
        Figure.missing(Unit.TOKENS_PER_JOULE, method, reason),
        Figure.missing(Unit.JOULE_PER_TOKEN, method, reason),
        List.of(),
        List.of());
  }
}
