package decodefab.sim;

/** What a simulation can write of all its nets; each needs a build of its own. */
public enum Waveform {
  /** Nothing, which is fastest. */
  NONE("0"),
  /** Fast Signal Trace: small, for viewers. */
  FST("fst"),
  /** Value Change Dump: a text that other programs read. */
  VCD("vcd");

  private final String setting;

  Waveform(String setting) {
    this.setting = setting;
  }

  /** The Makefile's setting. */
  String setting() {
    return setting;
  }
}
