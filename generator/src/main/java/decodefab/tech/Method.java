package decodefab.tech;

/**
 * How the counts behind a figure were obtained, weakest first. A power figure made of simulated
 * counts and tabulated energies is {@link #RTL}: the tables' uncertainty is in its range, not in
 * its method.
 */
public enum Method {
  /** Formulas over the plan, before any simulation. */
  ANALYTIC("analytic"),
  /** Counters of the simulated Verilog. */
  RTL("rtl"),
  /** Synthesis of the generated Verilog. */
  SYNTH("synth"),
  /** A measurement on hardware, or of this program's own run time. */
  MEASURED("measured");

  private final String word;

  Method(String word) {
    this.word = word;
  }

  /** The method as it stands in JSON and text. */
  public String word() {
    return word;
  }

  /** The method of something made from both: the weaker one. */
  public Method weaker(Method other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
