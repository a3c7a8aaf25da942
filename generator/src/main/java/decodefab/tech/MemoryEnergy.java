package decodefab.tech;

/**
 * What one kind of off-chip memory costs.
 *
 * @param kind the standard
 * @param device energy inside the memory device and its I/O, pJ/bit moved
 * @param interfaceAdder what PHY and controller on the accelerator's side add, pJ/bit moved
 * @param floor power of one stack or channel that is kept running at light load, W
 * @param utilisation share of the peak bandwidth that decode designs reach, 0 to 1
 */
public record MemoryEnergy(
    MemoryKind kind,
    Quantity device,
    Quantity interfaceAdder,
    Quantity floor,
    Quantity utilisation) {

  /** Device, PHY and controller together, pJ/bit moved. */
  public Quantity perBit() {
    return device.plus(interfaceAdder);
  }
}
