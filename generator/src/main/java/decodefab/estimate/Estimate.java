package decodefab.estimate;

import decodefab.tech.Figure;
import java.util.List;
import java.util.Objects;

/**
 * What a planned design will do at one position, before any simulation.
 *
 * @param design its name
 * @param position position of the token, from 0
 * @param cyclesPerToken cycles per token
 * @param tokensPerSecond tokens per second at the design's clock
 * @param operations instructions in program order; the added cycles of all and {@code restCycles}
 *     are the cycles per token
 * @param layers the layers, those that are stored alike together
 * @param restCycles cycles that belong to no instruction: the end of the run
 * @param engines engines
 * @param tiers memories, off chip first
 * @param power power by part
 * @param area resources by module
 * @param bounds what bounds the cycles, the tightest first
 * @param limits the same in words
 * @param neighbours what changed parameters would bring
 */
public record Estimate(
    String design,
    int position,
    Figure cyclesPerToken,
    Figure tokensPerSecond,
    List<OperationEstimate> operations,
    List<LayersEstimate> layers,
    long restCycles,
    List<EngineEstimate> engines,
    List<TierEstimate> tiers,
    PowerFigures power,
    AreaEstimate area,
    List<Bound> bounds,
    List<String> limits,
    List<Neighbour> neighbours) {
  public Estimate {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(cyclesPerToken, "cyclesPerToken");
    Objects.requireNonNull(tokensPerSecond, "tokensPerSecond");
    Objects.requireNonNull(power, "power");
    Objects.requireNonNull(area, "area");
    operations = List.copyOf(operations);
    layers = List.copyOf(layers);
    engines = List.copyOf(engines);
    tiers = List.copyOf(tiers);
    bounds = List.copyOf(bounds);
    limits = List.copyOf(limits);
    neighbours = List.copyOf(neighbours);
  }
}
