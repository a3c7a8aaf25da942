package decodefab.matrix;

/** Patterns of names: {@code *} stands for anything, {@code ?} for one character. */
public final class Wildcard {
  private Wildcard() {}

  /** Whether the whole of {@code text} is as {@code pattern} says. Takes time in their product. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int after = 0;
    while (t < text.length()) {
      boolean same =
          p < pattern.length()
              && pattern.charAt(p) != '*'
              && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t));
      if (same) {
        p++;
        t++;
      } else if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        after = t;
      } else if (star >= 0) {
        p = star + 1;
        t = ++after;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
