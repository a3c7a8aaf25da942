package decodefab.diag;

/** How much a diagnostic matters: an error ends the stage, a warning does not. */
public enum Severity {
  ERROR,
  WARNING
}
