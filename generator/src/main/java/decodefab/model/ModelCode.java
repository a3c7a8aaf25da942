package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;

/** What can be wrong with a model's files; {@code generator/DIAGNOSTICS.md} has a row for each. */
public enum ModelCode {
  /** A file or folder is not there, is no plain file, or cannot be read. */
  UNREADABLE("DF600"),
  /** A file is larger than any real one of its kind. */
  TOO_LARGE("DF601"),
  /** A file is not well-formed JSON; a key given twice counts. */
  MALFORMED_JSON("DF602"),
  /** A value is missing, of the wrong type or out of range. */
  BAD_VALUE("DF603"),
  /** A model architecture that cannot be read. */
  UNSUPPORTED_ARCHITECTURE("DF604"),
  /** A variation of a known architecture that cannot be built. */
  UNSUPPORTED_VARIATION("DF605"),
  /** Sizes of a model that contradict each other. */
  INCONSISTENT_SHAPE("DF606"),
  /** A safetensors file whose header length is impossible. */
  BAD_HEADER("DF610"),
  /** A tensor in a number format that cannot be read. */
  UNSUPPORTED_DTYPE("DF611"),
  /** A tensor whose bytes do not fit its shape, the file or the other tensors. */
  BAD_TENSOR_BYTES("DF612"),
  /** An index of shards that is wrong or leaves its folder. */
  BAD_SHARD_INDEX("DF613"),
  /** A tensor that the architecture needs is not there. */
  MISSING_TENSOR("DF614"),
  /** A tensor has another shape than the architecture needs. */
  WRONG_TENSOR_SHAPE("DF615"),
  /** A tensor that the architecture has no use for, so that ignoring it would change the model. */
  UNEXPECTED_TENSOR("DF616"),
  /** A weight that is no finite number. */
  NOT_FINITE("DF617"),
  /** A group of weights whose scale is more than its number format holds. */
  SCALE_OVERFLOW("DF618"),
  /** A matrix whose zeros are not those of the sparsity pattern that a design says it has. */
  NOT_SPARSE("DF619"),
  /** A part of a tokenizer that cannot be reproduced exactly. */
  UNSUPPORTED_TOKENIZER("DF620"),
  /** A vocabulary whose ids or merges contradict each other. */
  BAD_VOCABULARY("DF621"),
  /** A tokenizer that yields tokens which the model does not have. */
  TOKENIZER_MISMATCH("DF622"),
  /** Text that the tokenizer has no tokens for. */
  NOT_ENCODABLE("DF623"),
  /** A GGUF file whose header is impossible. */
  BAD_GGUF("DF630"),
  /** A way of quantizing a checkpoint that cannot be read. */
  UNSUPPORTED_QUANTIZATION("DF631"),
  /**
   * A quantized tensor with a code or a scale that stands for no number, or that contradicts its
   * file.
   */
  BAD_CODES("DF632"),
  /** A text that is not there, is no plain file, or cannot be read. */
  TEXT_UNREADABLE("DF640"),
  /** A text that is not UTF-8. */
  TEXT_NOT_UTF8("DF641");

  private final String code;

  ModelCode(String code) {
    this.code = code;
  }

  /** The stable identifier, such as {@code DF612}. */
  public String code() {
    return code;
  }

  /** A diagnostic of this code. */
  Diagnostic diagnostic(String message, String help) {
    return Diagnostic.error(code, message, help);
  }

  /** An exception that carries one diagnostic of this code. */
  InputException exception(String message, String help) {
    return new InputException(diagnostic(message, help));
  }
}
