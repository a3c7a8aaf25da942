package decodefab.tech;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A programmable device: what it holds and what it draws when nothing switches.
 *
 * @param part vendor's part, lower case, without package and speed grade
 * @param nodeNm process node, nm
 * @param lutsPerLut6 look-up tables of this device that replace one 6-input table: 1, more where
 *     they have 4 inputs
 * @param lut look-up tables
 * @param ff flip-flops
 * @param dsp DSP slices
 * @param dspBits signed operand of a DSP slice, the wider one, bit
 * @param bram36 block RAM in units of 36 Kb
 * @param uram UltraRAM in units of 288 Kb
 * @param onChip block RAM and UltraRAM together, byte
 * @param staticPower static power of the fabric, cool (low) to hot (high), W
 * @param processingSystem power of hard processors that run beside the fabric, W
 */
public record Device(
    String part,
    Quantity nodeNm,
    Quantity lutsPerLut6,
    Quantity lut,
    Quantity ff,
    Quantity dsp,
    Quantity dspBits,
    Quantity bram36,
    Quantity uram,
    Quantity onChip,
    Quantity staticPower,
    Quantity processingSystem) {

  /**
   * Share of each resource that an area takes, by resource name in the order of {@link Area}; more
   * than 1 does not fit. A resource that the device has not got and the area does not use is left
   * out; one that the area needs all the same is infinite.
   */
  public Map<String, Double> utilisation(Area area) {
    Map<String, Double> shares = new LinkedHashMap<>();
    share(shares, "lut", area.lut() * lutsPerLut6.nominal(), lut);
    share(shares, "ff", area.ff(), ff);
    share(shares, "dsp", area.dsp(), dsp);
    share(shares, "bram36", area.bram36(), bram36);
    share(shares, "uram", area.uram(), uram);
    return Collections.unmodifiableMap(shares);
  }

  /** Whether every resource suffices. */
  public boolean fits(Area area) {
    return utilisation(area).values().stream().allMatch(s -> s <= 1);
  }

  private static void share(Map<String, Double> shares, String name, double used, Quantity has) {
    if (has.nominal() > 0) {
      shares.put(name, used / has.nominal());
    } else if (used > 0) {
      shares.put(name, Double.POSITIVE_INFINITY);
    }
  }
}
