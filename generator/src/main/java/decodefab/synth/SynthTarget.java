package decodefab.synth;

import decodefab.tech.Device;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The device that nextpnr places a design on.
 *
 * @param arguments how nextpnr is told of it
 * @param name what to call it
 * @param substitute whether it stands in for the design's own target, which the flow does not know
 */
public record SynthTarget(List<String> arguments, String name, boolean substitute) {
  public SynthTarget {
    arguments = List.copyOf(arguments);
  }

  /**
   * The device of a flow that routes: the design's own, or the flow's largest where the design is
   * for another family.
   */
  public static SynthTarget of(SynthFlow flow, Optional<Device> target) {
    String part = target.map(Device::part).orElse("").toLowerCase(Locale.ROOT);
    return flow == SynthFlow.YOSYS_ICE40
        ? new SynthTarget(
            List.of("--up5k", "--package", "sg48", "--pcf-allow-unconstrained"),
            "iCE40UP5K-SG48",
            !part.startsWith("ice40up5k"))
        : new SynthTarget(
            List.of("--85k", "--package", "CABGA756", "--speed", "6", "--lpf-allow-unconstrained"),
            "LFE5U-85F-6BG756",
            !part.startsWith("lfe5u-85f"));
  }
}
