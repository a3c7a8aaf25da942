package decodefab.cli;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Span;

/**
 * What commands refuse beyond what the stages do; {@code generator/DIAGNOSTICS.md} has a row for
 * each.
 */
enum CliCode {
  /** The prompt alone does not fit the model's context. */
  PROMPT_TOO_LONG("DF901"),
  /** Prompt and new tokens together do not fit the model's context. */
  CONTEXT_TOO_SHORT("DF902"),
  /** Made-up weights for a model so large that nobody could simulate it. */
  TOO_LARGE_TO_MAKE_UP("DF903"),
  /** A command that needs weights or a tokenizer, and a model that has neither. */
  NO_WEIGHTS("DF904"),
  /** A trace of positions that the run does not reach. */
  TRACE_OUTSIDE_RUN("DF905"),
  /** A prompt that is no token at all. */
  EMPTY_PROMPT("DF906"),
  /** The folder of templates is not where the program expects it. */
  NO_TEMPLATES("DF907"),
  /** A position that the model's context does not have. */
  POSITION_OUTSIDE_CONTEXT("DF908"),
  /** A text without a token. */
  EMPTY_TEXT("DF911"),
  /** More logits to compare than are kept in memory. */
  TOO_MANY_POSITIONS("DF912"),
  /** More layers than the model has, or none. */
  NO_SUCH_LAYERS("DF913");

  private final String id;

  CliCode(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** An exception about the command line or the machine. */
  InputException exception(String message, String help) {
    return new InputException(Diagnostic.error(id, message, help));
  }

  /** An exception about a place in the design. */
  InputException exception(String message, Span span, String help) {
    return new InputException(Diagnostic.error(id, message, span, help));
  }
}
