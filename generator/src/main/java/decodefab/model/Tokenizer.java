package decodefab.model;

import decodefab.diag.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Text to tokens and back, exactly as the tokenizers library does it for the same {@code
 * tokenizer.json}. Immutable; made by {@link HuggingFaceTokenizerReader}.
 */
public final class Tokenizer {
  private final Parts parts;

  /**
   * What a tokenizer file describes.
   *
   * @param pieces vocabulary by token, added tokens included
   * @param special tokens that decoding leaves out
   * @param raw added tokens that are looked for in the text as given
   * @param normalized added tokens that are looked for in the normalized text
   * @param normalizers rewritings, in order
   * @param preTokenizers cuttings, in order
   * @param encoder merges
   * @param prefix tokens that begin a text
   * @param decoder back to text
   */
  record Parts(
      Map<Integer, String> pieces,
      Set<Integer> special,
      AddedTokens raw,
      AddedTokens normalized,
      List<Normalizer> normalizers,
      List<PreTokenizer> preTokenizers,
      BytePairEncoder encoder,
      List<Integer> prefix,
      TokenDecoder decoder) {
    Parts {
      pieces = Map.copyOf(pieces);
      special = Set.copyOf(special);
      normalizers = List.copyOf(normalizers);
      preTokenizers = List.copyOf(preTokenizers);
      prefix = List.copyOf(prefix);
    }
  }

  Tokenizer(Parts parts) {
    this.parts = parts;
  }

  /**
   * The tokens of a text. Special tokens written in the text count as such.
   *
   * @param addBos whether to begin with what the file's template puts in front of a text, which is
   *     the begin-of-sequence token where there is one
   * @throws InputException when the text is no Unicode or has a character without a token
   */
  public int[] encode(String text, boolean addBos) throws InputException {
    checkUnicode(text);
    IntStream.Builder tokens = IntStream.builder();
    if (addBos) {
      parts.prefix().forEach(tokens::add);
    }
    for (AddedTokens.Segment segment : parts.raw().split(text)) {
      if (segment.token().isPresent()) {
        tokens.add(segment.token().getAsInt());
      } else {
        encodeText(segment.text(), segment.start() == 0, tokens);
      }
    }
    return tokens.build().toArray();
  }

  private void encodeText(String text, boolean first, IntStream.Builder tokens)
      throws InputException {
    String normalized = normalize(parts.normalizers(), text);
    for (AddedTokens.Segment segment : parts.normalized().split(normalized)) {
      if (segment.token().isPresent()) {
        tokens.add(segment.token().getAsInt());
      } else {
        encodeWords(segment.text(), 0, first && segment.start() == 0, tokens);
      }
    }
  }

  private void encodeWords(String text, int stage, boolean first, IntStream.Builder tokens)
      throws InputException {
    if (stage == parts.preTokenizers().size()) {
      parts.encoder().encode(text, tokens);
      return;
    }
    boolean begins = first;
    for (String word : parts.preTokenizers().get(stage).split(text, first)) {
      encodeWords(word, stage + 1, begins, tokens);
      begins = false;
    }
  }

  /** The text of tokens; special tokens and ids outside the vocabulary add nothing. */
  public String decode(int[] tokens) {
    TokenDecoder decoder = parts.decoder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    boolean first = true;
    for (int token : tokens) {
      Optional<String> piece = piece(token);
      if (piece.isEmpty() || isSpecial(token)) {
        continue;
      }
      boolean isByte = decoder.isByte(piece.get());
      if (!isByte) {
        endRun(run, bytes);
      }
      (isByte ? run : bytes).writeBytes(decoder.bytes(piece.get(), first));
      first = false;
    }
    endRun(run, bytes);
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.substring(decoder.stripped(text, decoder.stripCount()));
  }

  /** Byte tokens in a row are text when all of them together are, else each is U+FFFD. */
  private static void endRun(ByteArrayOutputStream run, ByteArrayOutputStream bytes) {
    byte[] raw = run.toByteArray();
    run.reset();
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
      bytes.writeBytes(raw);
    } catch (CharacterCodingException e) {
      bytes.writeBytes("\uFFFD".repeat(raw.length).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A decoder for tokens that come one by one. */
  public StreamingDecoder streamingDecoder() {
    return new StreamingDecoder(this, parts.decoder());
  }

  /** One past the highest token. */
  public int size() {
    return parts.pieces().keySet().stream().mapToInt(t -> t + 1).max().orElse(0);
  }

  /** A token as the vocabulary writes it, marks and all. */
  public Optional<String> piece(int token) {
    return Optional.ofNullable(parts.pieces().get(token));
  }

  /** Whether a token is a mark for the model, such as the end of a text, rather than text. */
  public boolean isSpecial(int token) {
    return parts.special().contains(token);
  }

  /** The text after all rewritings. */
  static String normalize(List<Normalizer> normalizers, String text) {
    String normalized = text;
    for (Normalizer normalizer : normalizers) {
      normalized = normalizer.apply(normalized);
    }
    return normalized;
  }

  private static void checkUnicode(String text) throws InputException {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (Character.charCount(text.codePointAt(at)) == 1) {
          throw ModelCode.NOT_ENCODABLE.exception(
              String.format(
                  "character %d is half a surrogate pair (U+%04X)", at, (int) text.charAt(at)),
              "the text must be valid Unicode");
        }
        at++;
      }
    }
  }
}
