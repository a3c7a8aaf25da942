package decodefab.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of the checkout that tests of this package read. */
final class Checkout {
  private static final Path HOME = Path.of(System.getProperty("decodefab.home"));

  private Checkout() {}

  static Path file(String path) {
    return HOME.resolve(path);
  }

  static String text(String path) throws IOException {
    return Files.readString(file(path));
  }

  /** Groups 1 and 2 of each match, in the order of the text; a name found twice is an error. */
  static Map<String, String> pairs(String text, String pattern) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      if (found.put(matcher.group(1), matcher.group(2)) != null) {
        throw new AssertionError(matcher.group(1) + " is defined twice");
      }
    }
    return found;
  }
}
