package decodefab.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the pieces of a vocabulary become text again.
 *
 * @param byteLevel pieces are written in {@link ByteAlphabet}; the other parts are then unused
 * @param replaces replacements in each piece, in order
 * @param byteFallback whether pieces {@code <0xNN>} are bytes
 * @param wordMark a mark that is dropped from the first piece and a space in the others
 * @param strip the character that is taken from the front of the whole text
 * @param stripCount how many of them at most
 */
record TokenDecoder(
    boolean byteLevel,
    List<Normalizer.Replace> replaces,
    boolean byteFallback,
    Optional<String> wordMark,
    int strip,
    int stripCount) {
  TokenDecoder {
    replaces = List.copyOf(replaces);
    Objects.requireNonNull(wordMark, "wordMark");
  }

  /** Whether a piece is one byte of a character rather than text. */
  boolean isByte(String piece) {
    return byteFallback && ByteTokens.byteOf(replaced(piece)) >= 0;
  }

  /** The UTF-8 bytes that a piece adds; {@code first} when no piece came before it. */
  byte[] bytes(String piece, boolean first) {
    if (byteLevel) {
      return ByteAlphabet.decode(piece);
    }
    String text = replaced(piece);
    if (byteFallback && ByteTokens.byteOf(text) >= 0) {
      return new byte[] {(byte) ByteTokens.byteOf(text)};
    }
    if (wordMark.isPresent()) {
      text = text.replace(wordMark.get(), first ? "" : " ");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String replaced(String piece) {
    String text = piece;
    for (Normalizer.Replace replace : replaces) {
      text = replace.apply(text);
    }
    return text;
  }

  /** How many characters at the front of a text are stripped, of at most {@code most}. */
  int stripped(String text, int most) {
    int at = 0;
    while (at < Math.min(most, text.length()) && text.charAt(at) == strip) {
      at++;
    }
    return at;
  }
}
