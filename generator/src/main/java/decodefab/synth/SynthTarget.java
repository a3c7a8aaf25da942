package decodefab.synth;

import decodefab.tech.Device;
import decodefab.tech.TechLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The device that nextpnr places a design on.
 *
 * @param arguments how nextpnr is told of it
 * @param name what to call it
 * @param device what it holds
 * @param substitute whether it stands in for the design's own target, which the flow does not know
 */
public record SynthTarget(List<String> arguments, String name, Device device, boolean substitute) {
  public SynthTarget {
    arguments = List.copyOf(arguments);
  }

  /**
   * The device of a flow that routes: the design's own, or the flow's largest where the design is
   * for another family.
   */
  public static SynthTarget of(SynthFlow flow, Optional<Device> target, TechLibrary tech) {
    String part = target.map(Device::part).orElse("").toLowerCase(Locale.ROOT);
    String own = flow == SynthFlow.YOSYS_ICE40 ? "ice40up5k" : "lfe5u-85f";
    Device device = tech.device(own).orElseThrow();
    return flow == SynthFlow.YOSYS_ICE40
        ? new SynthTarget(
            List.of("--up5k", "--package", "sg48", "--pcf-allow-unconstrained"),
            "iCE40UP5K-SG48",
            device,
            !part.startsWith("ice40up5k"))
        : new SynthTarget(
            List.of("--85k", "--package", "CABGA756", "--speed", "6", "--lpf-allow-unconstrained"),
            "LFE5U-85F-6BG756",
            device,
            !part.startsWith("lfe5u-85f"));
  }
}
