package decodefab.regress;

/** Why a job did not pass. */
public enum FailureKind {
  /** The design, its model or an output folder is wrong. */
  INPUT("input"),
  /** A tool is missing or failed by itself. */
  TOOL("tool"),
  /** A tool complains about the Verilog. */
  LINT("lint"),
  /** Hardware and golden model disagree. */
  MISMATCH("mismatch"),
  /** The simulation ended early, or the fabric reported an error. */
  RUN("run"),
  /** A stage ran past its limit. */
  TIME("time"),
  /** The compiler itself failed. */
  INTERNAL("internal");

  private final String text;

  FailureKind(String text) {
    this.text = text;
  }

  /** In a word. */
  public String text() {
    return text;
  }
}
