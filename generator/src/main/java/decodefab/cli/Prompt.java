package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.model.LoadedModel;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a sequence begins with and how far it goes.
 *
 * @param ids the tokens that are given, at least one
 * @param tokens most tokens that are chosen after them, at least 1
 */
record Prompt(List<Integer> ids, int tokens) {
  /** New tokens where nothing is asked for. */
  private static final int USUAL_TOKENS = 64;

  Prompt {
    ids = List.copyOf(ids);
    if (ids.isEmpty() || tokens < 1) {
      throw new IllegalArgumentException(ids.size() + " tokens and then " + tokens);
    }
  }

  /** Positions that are computed at most: the last chosen token is none of them. */
  int steps() {
    return ids.size() + tokens - 1;
  }

  /**
   * A text as a prompt.
   *
   * @param tokens how many are to follow, at least 1; empty for the usual number
   * @throws InputException when the text cannot be encoded, is nothing, or is too long
   */
  static Prompt of(LoadedModel model, String text, OptionalInt tokens) throws InputException {
    int[] ids = model.tokenizer().encode(text, true);
    if (ids.length == 0) {
      throw CliCode.EMPTY_PROMPT.exception(
          "the prompt has no token, and the model's tokenizer puts none in front of a text",
          "begin with at least one character");
    }
    int left = left(ids.length, model.shape().context());
    int wanted = tokens.orElse(Math.clamp(left, 1, USUAL_TOKENS));
    if (wanted > left) {
      throw CliCode.CONTEXT_TOO_SHORT.exception(
          ids.length
              + " tokens of the prompt and "
              + wanted
              + " to follow are more than the "
              + model.shape().context()
              + " of the model's context",
          left == 0 ? "shorten the prompt" : "ask for at most --tokens " + left);
    }
    return new Prompt(IntStream.of(ids).boxed().toList(), wanted);
  }

  private static int left(int length, int context) throws InputException {
    if (length > context) {
      throw CliCode.PROMPT_TOO_LONG.exception(
          "the prompt has "
              + length
              + " tokens, more than the "
              + context
              + " of the model's context",
          "shorten it, and leave room for the new tokens");
    }
    return context - length;
  }
}
