package decodefab.matrix;

import decodefab.diag.Diagnostic;
import decodefab.diag.Span;

/** What is refused of a matrix; {@code generator/DIAGNOSTICS.md} has a row for each. */
enum MatrixCode {
  /** Not YAML, or more of YAML than a matrix needs. */
  NOT_YAML("DF940"),
  /** A key that a matrix does not have, one that is missing, or a value of another kind. */
  MALFORMED("DF941"),
  /** A design that is not there. */
  NO_SUCH_DESIGN("DF942"),
  /** An override that a design cannot have. */
  ILLEGAL_OVERRIDE("DF943"),
  /** Nothing to run. */
  NO_JOBS("DF944");

  private final String id;

  MatrixCode(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  Diagnostic at(Span span, String message, String help) {
    return Diagnostic.error(id, message, span, help);
  }
}
