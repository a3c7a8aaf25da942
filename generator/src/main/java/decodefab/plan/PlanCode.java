package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import decodefab.diag.Severity;
import decodefab.diag.Span;
import java.util.Optional;

/** What the planner may refuse, and what would be legal instead. */
enum PlanCode {
  HEAD_ROWS("DF801", "tile rows must divide the head size: choose a power of two up to it"),
  HEAD_VECTOR(
      "DF802", "the vector width must divide the head size: choose a power of two up to it"),
  GROUP_VECTOR("DF803", "the vector width must divide the activation group"),
  EMBEDDING_GROUP(
      "DF804", "the embedding's group must be a multiple of the vector width, or hold a whole row"),
  PROGRAM_LENGTH(
      "DF805", "let more neighbouring layers have the same formats, patterns and memories"),
  TOO_LARGE("DF806", "the model is larger than this version's instruction format can address"),
  CAPACITY("DF807", "choose a larger memory, smaller formats, or place something elsewhere"),
  HEAD_SHARE("DF808", "fewer query heads per kv head, or more tile rows"),
  UNKNOWN_DEVICE(
      "DF809", "name one of the known parts; a package and a speed grade may follow after a dash"),
  EMBEDDING_FORMAT("DF810", "quantize the embedding in a format without min"),
  NO_ZERO("DF811", "give the codebook an entry 0"),
  TOO_MANY_FORMATS("DF812", "let matrices share a format; a group size may differ"),
  WIDE_SUMS(
      "DF813",
      "a smaller activation group, narrower activations, or a weight format of less range"),
  SPARSITY("DF814", "groups that are multiples of the pattern's, a wider tile, or another pattern"),
  NOT_STORED("DF815", "give the tensors that are stored as floats a format"),
  ROUNDED_AGAIN(
      "DF816",
      "what was rounded twice is worse than either: write `as stored`, or start from floats"),
  CACHE_WORDS(
      "DF817",
      "a power of two of bits, more tile rows or columns, or the cache in an on-chip memory"),
  NOT_FOUND_ANEW("DF818", "leave the way of quantizing out, or write another format"),
  CALIBRATES_NOTHING("DF819", "leave it out, or quantize by gptq or prune by wanda"),
  EMPTY_TEXT("DF820", "name a file with a few sentences in it"),
  SKIP_ZEROS(
      "DF821",
      "it is built for matrices on chip, dense or N of M, with one level of scales, in groups that"
          + " are multiples of the tile's columns"),
  PADDED("DF822", "groups of weights and activations that are multiples of a tile word's columns");

  private final String id;
  private final String help;

  PlanCode(String id, String help) {
    this.id = id;
    this.help = help;
  }

  String id() {
    return id;
  }

  /** A diagnostic at the place where the design says something. */
  Diagnostic at(Design design, String origin, String message) {
    return at(design.origin(origin), message);
  }

  /** A diagnostic at a place. */
  Diagnostic at(Span span, String message) {
    return at(span, message, help);
  }

  /** A warning at a place. */
  Diagnostic warning(Span span, String message) {
    return new Diagnostic(id, Severity.WARNING, message, Optional.of(span), Optional.of(help));
  }

  /** A diagnostic at a place, with help of its own. */
  Diagnostic at(Span span, String message, String help) {
    return Diagnostic.error(id, message, span, help);
  }
}
