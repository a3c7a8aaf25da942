package decodefab.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Text of a token sequence as it comes. A character whose bytes are spread over tokens appears with
 * the token that completes it; bytes that can no longer become a character appear as U+FFFD.
 *
 * <p>All that {@link #next} and {@link #end} return, joined, is {@link Tokenizer#decode} of the
 * same tokens wherever those form valid UTF-8.
 */
public final class StreamingDecoder {
  private final Tokenizer tokenizer;
  private final TokenDecoder decoder;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] pending = {};
  private boolean first = true;
  private int toStrip;

  StreamingDecoder(Tokenizer tokenizer, TokenDecoder decoder) {
    this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.toStrip = decoder.stripCount();
  }

  /** The text that a token completes; empty for special and unknown tokens. */
  public String next(int token) {
    Optional<String> piece = tokenizer.piece(token);
    if (piece.isEmpty() || tokenizer.isSpecial(token)) {
      return "";
    }
    byte[] added = decoder.bytes(piece.get(), first);
    first = false;
    String text = "";
    if (!decoder.byteLevel() && !decoder.isByte(piece.get())) {
      text = decode(new byte[0], true);
    }
    return strip(text + decode(added, false));
  }

  /** What is left of a character that no token completed, as U+FFFD; call it once, at the end. */
  public String end() {
    return strip(decode(new byte[0], true));
  }

  private String decode(byte[] added, boolean last) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(pending);
    all.writeBytes(added);
    ByteBuffer in = ByteBuffer.wrap(all.toByteArray());
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    utf8.reset();
    utf8.decode(in, out, last);
    pending = new byte[in.remaining()];
    in.get(pending);
    return out.flip().toString();
  }

  private String strip(String text) {
    if (toStrip == 0 || text.isEmpty()) {
      return text;
    }
    int gone = decoder.stripped(text, toStrip);
    toStrip = gone == text.length() ? toStrip - gone : 0;
    return text.substring(gone);
  }
}
