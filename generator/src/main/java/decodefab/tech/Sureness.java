package decodefab.tech;

/**
 * How sure a tabulated number is. Where a number rests on several kinds of evidence, the row
 * carries the weakest of them and its source names the others.
 */
public enum Sureness {
  /** A primary document, vendor page, data set or source file that was opened and read. */
  V1("primary source, read"),
  /** A secondary page that quotes a source which was not opened. */
  V2("secondary source"),
  /** Computed by a tool (CACTI, nextpnr, Yosys) with the settings stated. */
  M("computed by a tool"),
  /** Computed from other rows. */
  C("computed from other rows"),
  /** Recalled from the literature or a data sheet that was not opened. */
  R("recalled, not opened"),
  /** The project's own estimate, for lack of any figure; its range is wide on purpose. */
  E("own estimate");

  private final String meaning;

  Sureness(String meaning) {
    this.meaning = meaning;
  }

  /** What the code stands for, in a few words. */
  public String meaning() {
    return meaning;
  }
}
