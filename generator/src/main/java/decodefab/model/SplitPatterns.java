package decodefab.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The word patterns of published byte-level tokenizers. A file's pattern is compared with these and
 * never compiled: a hostile pattern can take for ever, and dialects differ in what the same text
 * means.
 */
final class SplitPatterns {
  /** GPT-2, also what a ByteLevel part with {@code use_regex} means. */
  static final Pattern GPT2 =
      compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

  /** Llama 3: digits in groups of up to three. */
  static final Pattern LLAMA3 = modern("\\p{N}{1,3}");

  /** Qwen 2: digits one by one. */
  static final Pattern QWEN2 = modern("\\p{N}");

  private SplitPatterns() {}

  /** The known pattern with this text. */
  static Optional<Pattern> named(String regex) {
    for (Pattern pattern : new Pattern[] {GPT2, LLAMA3, QWEN2}) {
      if (pattern.pattern().equals(regex)) {
        return Optional.of(pattern);
      }
    }
    return Optional.empty();
  }

  private static Pattern modern(String digits) {
    return compile(
        "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
            + digits
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }
}
