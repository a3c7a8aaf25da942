package decodefab.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A way to damage a file: what a broken disk, a stopped download, a careless editor or an attacker
 * does to it.
 */
public enum Damage {
  /** A few bits are flipped. */
  BITS,
  /** A few bytes are others. */
  BYTES,
  /** The end is missing. */
  TRUNCATION,
  /** A piece is missing. */
  LOSS,
  /** A piece stands in a second place. */
  SPLICE,
  /** A number is another, such as one that no type holds. */
  NUMBER,
  /** A value is of another type. */
  TYPE,
  /** A key and its value, or a line, stand there twice. */
  REPETITION,
  /** Brackets open and open. */
  NESTING,
  /** Text that readers stumble over. */
  TEXT;

  /** Those that leave a file well-formed, mostly: what they say is met by later stages. */
  static final List<Damage> READABLE = List.of(NUMBER, NUMBER, TYPE, REPETITION);

  /** One character for each byte, so that texts of any encoding and none survive. */
  private static final Charset CODES = StandardCharsets.ISO_8859_1;

  private static final int MOST_NESTING = 20_000;
  private static final int LONG_WORD = 100_000;
  private static final Pattern DIGITS = Pattern.compile("-?[0-9][0-9.eE+]*");
  private static final Pattern VALUE =
      Pattern.compile("(?<=:)\\s*(\"[^\"]*\"|-?[0-9.]+|true|false|null|\\[[^\\[\\]]*\\])");
  private static final Pattern LINE =
      Pattern.compile("[^\\n]+\\n|\"[^\"]*\"\\s*:\\s*[^,{}\\[\\]]+,");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "3",
          "0.5",
          "63",
          "65536",
          "1048576",
          "16777216",
          "2147483647",
          "2147483648",
          "4294967297",
          "9223372036854775807",
          "99999999999999999999999999999999",
          "1e30",
          "1e999",
          "1e-999",
          "1e2147483648",
          "NaN",
          "-0.0");

  private static final List<String> VALUES =
      List.of("null", "true", "[]", "{}", "\"\"", "\"x\"", "-1", "1.5", "[[1]]", "{\"a\": 1}");

  private static final List<String> TEXTS =
      List.of(
          "\u0000",
          "\u00EF\u00BB\u00BF",
          "\u00ED\u00A0\u0080",
          "\u00FF\u00FE",
          "\u00F4\u0090\u0080\u0080",
          "\"",
          "\\",
          "\\ud800",
          "/*",
          "//",
          "*/",
          "..",
          "../../../etc/passwd",
          "%s%n",
          "${x}",
          "x".repeat(LONG_WORD),
          "9".repeat(LONG_WORD));

  private static final List<String> OPENINGS = List.of("[", "{\"a\":", "(", "{", "[{\"a\":[");

  /** The file after it. */
  public byte[] apply(Draw draw, byte[] file) {
    return switch (this) {
      case BITS -> bits(draw, file);
      case BYTES -> bytes(draw, file);
      case TRUNCATION -> text(file).substring(0, place(draw, file)).getBytes(CODES);
      case LOSS -> {
        int from = place(draw, file);
        yield replace(file, from, from + draw.between(1, 200), "");
      }
      case SPLICE -> {
        int from = place(draw, file);
        int to = Math.min(file.length, from + draw.between(1, 300));
        yield insert(draw, file, text(file).substring(from, to));
      }
      case NUMBER -> matched(draw, file, DIGITS, draw.from(NUMBERS));
      case TYPE -> matched(draw, file, VALUE, draw.from(VALUES));
      case REPETITION -> {
        List<MatchResult> all = LINE.matcher(text(file)).results().toList();
        yield all.isEmpty() ? file : repeat(file, draw.from(all));
      }
      case NESTING -> insert(draw, file, draw.from(OPENINGS).repeat(draw.between(1, MOST_NESTING)));
      case TEXT -> insert(draw, file, draw.from(TEXTS));
    };
  }

  private static String text(byte[] file) {
    return new String(file, CODES);
  }

  private static int place(Draw draw, byte[] file) {
    return draw.between(0, file.length);
  }

  private static byte[] bits(Draw draw, byte[] file) {
    byte[] damaged = file.clone();
    for (int i = draw.between(1, 8); i > 0 && damaged.length > 0; i--) {
      damaged[draw.between(0, damaged.length - 1)] ^= (byte) (1 << draw.between(0, 7));
    }
    return damaged;
  }

  private static byte[] bytes(Draw draw, byte[] file) {
    byte[] damaged = file.clone();
    for (int i = draw.between(1, 16); i > 0 && damaged.length > 0; i--) {
      damaged[draw.between(0, damaged.length - 1)] = (byte) draw.between(0, 255);
    }
    return damaged;
  }

  private static byte[] insert(Draw draw, byte[] file, String piece) {
    int at = place(draw, file);
    return replace(file, at, at, piece);
  }

  private static byte[] repeat(byte[] file, MatchResult piece) {
    return replace(file, piece.end(), piece.end(), piece.group());
  }

  private static byte[] matched(Draw draw, byte[] file, Pattern pattern, String replacement) {
    List<MatchResult> all = new ArrayList<>(pattern.matcher(text(file)).results().toList());
    if (all.isEmpty()) {
      return file;
    }
    MatchResult one = draw.from(all);
    return replace(file, one.start(), one.end(), replacement);
  }

  private static byte[] replace(byte[] file, int from, int to, String piece) {
    String text = text(file);
    return (text.substring(0, from) + piece + text.substring(Math.min(to, file.length)))
        .getBytes(CODES);
  }
}
