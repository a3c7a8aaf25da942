package decodefab.design;

import java.util.Locale;

/** What a design is built for. */
public enum TargetKind {
  FPGA,
  ASIC;

  /** As it is written in a design. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
