package decodefab.synth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What placing and routing made of a design.
 *
 * @param fmaxMhz fastest clock that its slowest path allows, MHz
 * @param wantedMhz clock that was asked for, MHz
 * @param path the slowest path from register to register, in the signal's order
 * @param used what it takes of the device, by nextpnr's names
 */
public record PnrReport(double fmaxMhz, double wantedMhz, List<Step> path, Map<String, Use> used) {
  /**
   * A piece of a path.
   *
   * @param kind {@code clk-to-q}, {@code logic}, {@code routing} or {@code setup}
   * @param delayNs how long it takes, ns
   * @param from cell that it starts at
   * @param to cell that it ends at
   */
  public record Step(String kind, double delayNs, String from, String to) {}

  /**
   * A resource of the device.
   *
   * @param count how many the design takes
   * @param available how many there are
   */
  public record Use(long count, long available) {}

  public PnrReport {
    path = List.copyOf(path);
    used = Collections.unmodifiableMap(new LinkedHashMap<>(used));
  }

  /** Length of the slowest path, ns. */
  public double pathNs() {
    return path.stream().mapToDouble(Step::delayNs).sum();
  }

  /** What of the path is wires, ns. */
  public double routingNs() {
    return path.stream()
        .filter(step -> step.kind().equals("routing"))
        .mapToDouble(Step::delayNs)
        .sum();
  }

  /** LUTs, carries and other cells that the path goes through between its registers. */
  public long levels() {
    return path.stream().filter(step -> step.kind().equals("logic")).count();
  }

  /** The modules that the path goes through, each once, by their instances. */
  public List<String> modules() {
    return path.stream()
        .flatMap(step -> List.of(step.from(), step.to()).stream())
        .map(PnrReport::instance)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.collectingAndThen(Collectors.toList(), PnrReport::withoutRepeats));
  }

  private static List<String> withoutRepeats(List<String> names) {
    return names.stream().distinct().toList();
  }

  /** A cell's name is its instance path and a net; the net is left out. */
  static String instance(String cell) {
    StringBuilder path = new StringBuilder();
    for (String part : cell.split("\\.", -1)) {
      boolean generated = part.matches("g_\\w+(\\[\\d+\\])?");
      if (!part.matches("u_\\w+") && !generated) {
        break;
      }
      if (!generated) {
        path.append(path.isEmpty() ? "" : ".").append(part);
      }
    }
    return path.toString();
  }
}
