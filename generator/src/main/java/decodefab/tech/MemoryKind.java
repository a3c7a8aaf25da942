package decodefab.tech;

import java.util.Arrays;
import java.util.Optional;

/** Off-chip memory standards that the tables know, by the word that designs use. */
public enum MemoryKind {
  HBM2("hbm2", 16),
  HBM2E("hbm2e", 16),
  HBM3("hbm3", 32),
  HBM3E("hbm3e", 32),
  DDR4("ddr4", 1),
  DDR5("ddr5", 1),
  LPDDR4("lpddr4", 1),
  LPDDR5("lpddr5", 1),
  LPDDR5X("lpddr5x", 1),
  GDDR6("gddr6", 1),
  /** Memory of the host, reached over PCIe or CXL. */
  HOST("host", 1);

  private final String key;
  private final int channelsPerUnit;

  MemoryKind(String key, int channelsPerUnit) {
    this.key = key;
    this.channelsPerUnit = channelsPerUnit;
  }

  /** The word for it in tables and designs. */
  public String key() {
    return key;
  }

  /**
   * How many standing units {@code channels} channels keep powered: stacks of HBM (16
   * pseudo-channels each, 32 from HBM3 on), single channels of anything else.
   *
   * @param channels at least 1
   */
  public int poweredUnits(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("a memory has at least one channel, got " + channels);
    }
    return Math.ceilDiv(channels, channelsPerUnit);
  }

  /** The kind of this key, exactly as written. */
  public static Optional<MemoryKind> ofKey(String key) {
    return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
  }
}
