package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.model.LoadedModel;

/** Prompts as tokens that fit a model. */
final class Prompts {
  private Prompts() {}

  /**
   * The tokens of a prompt.
   *
   * @param tokens how many are to follow, at least 1
   * @throws InputException when the prompt cannot be encoded, is nothing, or is too long
   */
  static int[] encode(LoadedModel model, String prompt, int tokens) throws InputException {
    int context = model.shape().context();
    int[] ids = model.tokenizer().encode(prompt, true);
    if (ids.length == 0) {
      throw CliCode.EMPTY_PROMPT.exception(
          "the prompt has no token, and the model's tokenizer puts none in front of a text",
          "begin with at least one character");
    }
    if (ids.length > context) {
      throw CliCode.PROMPT_TOO_LONG.exception(
          "the prompt has "
              + ids.length
              + " tokens, more than the "
              + context
              + " of the model's context",
          "shorten it, and leave room for the new tokens");
    }
    if ((long) ids.length + tokens > context) {
      int left = context - ids.length;
      throw CliCode.CONTEXT_TOO_SHORT.exception(
          ids.length
              + " tokens of the prompt and "
              + tokens
              + " new ones are more than the "
              + context
              + " of the model's context",
          left == 0 ? "shorten the prompt" : "ask for at most --tokens " + left);
    }
    return ids;
  }
}
