package decodefab.accuracy;

import decodefab.diag.InputException;
import decodefab.model.LoadedModel;
import decodefab.reference.Agreement;
import decodefab.reference.FloatReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the windows that a model is judged on. */
public final class WindowCutter {
  /** Plain beginnings of sentences, which any tokenizer of English has tokens for. */
  private static final List<String> PROMPTS =
      List.of(
          "Once upon a time",
          "One day a little girl",
          "The dog was very",
          "Tom and his mother went",
          "It was a sunny day and",
          "She was",
          "There was a big",
          "In the morning they");

  /** Few tokens are given to few prompts: the first tokens of a text say little. */
  private static final int LEAST_WINDOW = 16;

  private final LoadedModel model;
  private final int tokens;

  /**
   * A cutter for a model.
   *
   * @param tokens positions of all windows together, at most; at least 1
   */
  public WindowCutter(LoadedModel model, int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("windows of " + tokens + " tokens");
    }
    this.model = model;
    this.tokens = tokens;
  }

  /**
   * A text in windows as long as the context; each begins with what the tokenizer puts in front of
   * a text. Empty where the text has no token.
   *
   * @throws InputException when the text has a character without a token
   */
  public Optional<Windows> cut(String source, String text) throws InputException {
    int[] prefix = model.tokenizer().encode("", true);
    int[] body = model.tokenizer().encode(text, false);
    int each = model.shape().context() - prefix.length;
    List<List<Integer>> windows = new ArrayList<>();
    int left = tokens;
    for (int at = 0; at < body.length && left > prefix.length && each > 0; at += each) {
      int end = Math.min(body.length, at + Math.min(each, left - prefix.length));
      IntStream window =
          IntStream.concat(IntStream.of(prefix), IntStream.of(body).skip(at).limit(end - at));
      windows.add(window.boxed().toList());
      left -= prefix.length + end - at;
    }
    return windows.isEmpty() ? Optional.empty() : Optional.of(new Windows(source, windows));
  }

  /**
   * Some short beginnings, each continued by the float model's likeliest tokens until the model
   * ends its text.
   *
   * @throws InputException when the tokenizer has no tokens for any of them
   */
  public Windows continued() throws InputException {
    FloatReference reference = new FloatReference(model.weights());
    int share = Math.max(Math.min(tokens, LEAST_WINDOW), tokens / PROMPTS.size());
    int each = Math.min(model.shape().context(), share);
    List<List<Integer>> windows = new ArrayList<>();
    Optional<InputException> refused = Optional.empty();
    for (String prompt : PROMPTS) {
      try {
        int[] begin = model.tokenizer().encode(prompt, true);
        windows.add(continued(reference, IntStream.of(begin).limit(each).toArray(), each));
      } catch (InputException e) {
        refused = Optional.of(e);
      }
      if (windows.size() * each + each > tokens) {
        break;
      }
    }
    if (windows.isEmpty()) {
      throw refused.orElseThrow();
    }
    return new Windows(
        windows.size() + " short prompts, continued greedily by the float model", windows);
  }

  private List<Integer> continued(FloatReference reference, int[] begin, int length) {
    reference.reset();
    List<Integer> window = new ArrayList<>();
    float[] logits = {};
    for (int i = 0; i < length; i++) {
      int token = i < begin.length ? begin[i] : Agreement.argmax(logits);
      if (i >= begin.length && model.stopTokens().contains(token)) {
        break;
      }
      window.add(token);
      logits = reference.step(token);
    }
    return window;
  }
}
