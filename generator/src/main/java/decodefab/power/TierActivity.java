package decodefab.power;

import decodefab.tech.MemoryKind;

/**
 * Traffic of one off-chip memory tier.
 *
 * @param name the tier's name in the design
 * @param kind its standard
 * @param channels channels that are kept running, at least 1
 * @param bytesRead bytes read per token, bursts counted whole
 * @param bytesWritten bytes written per token
 */
public record TierActivity(
    String name, MemoryKind kind, int channels, double bytesRead, double bytesWritten) {
  /** Checks the ranges. */
  public TierActivity {
    Counts.requireName(name);
    if (channels < 1) {
      throw new IllegalArgumentException("tier " + name + " has no channel");
    }
    Counts.require("bytes read", bytesRead);
    Counts.require("bytes written", bytesWritten);
  }

  /** Bytes moved per token in both directions. */
  public double bytes() {
    return bytesRead + bytesWritten;
  }
}
