package decodefab.estimate;

import decodefab.tech.Figure;
import java.util.Objects;

/**
 * What an engine does in one token.
 *
 * @param name {@code vector}, {@code matvec} or {@code store}
 * @param busy cycles in which it holds a command
 * @param working cycles in which it issues a vector word or a slot
 * @param stalled cycles in which it holds a command that waits for data or room
 */
public record EngineEstimate(String name, Figure busy, Figure working, Figure stalled) {
  public EngineEstimate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(busy, "busy");
    Objects.requireNonNull(working, "working");
    Objects.requireNonNull(stalled, "stalled");
  }
}
