package decodefab.dsl.check;

import decodefab.design.AsStored;
import decodefab.design.Memory;
import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.Name;
import java.util.Set;

/** Refuses names that would not survive on their way into generated hardware. */
final class NameChecker {
  /** Longest name; tools truncate or refuse far longer ones. */
  static final int MAX_LENGTH = 64;

  private static final Set<String> KINDS =
      Set.of(
          "int",
          "float",
          "ternary",
          "codebook",
          AsStored.WORD,
          "fpga",
          "asic",
          "weights",
          Memory.DEFAULT_NAME);

  private NameChecker() {}

  static void check(Name name, Reporter reporter) {
    String text = name.text();
    if (text.length() > MAX_LENGTH) {
      reporter.error(
          Code.DF205,
          "this name has " + text.length() + " characters",
          name.span(),
          "use at most " + MAX_LENGTH);
      return;
    }
    String owner =
        KINDS.contains(text) ? "the language" : ReservedWords.languageOf(text).orElse("");
    if (!owner.isEmpty()) {
      reporter.error(
          Code.DF205,
          "`" + text + "` is a reserved word of " + owner + " and cannot be a name",
          name.span(),
          "choose another name, such as `" + text + "_1`");
    } else if (text.startsWith("_") || text.endsWith("_") || text.contains("__")) {
      reporter.error(
          Code.DF205,
          "`" + text + "` begins or ends with an underscore, or has two in a row",
          name.span(),
          "VHDL tools refuse such names; use single underscores between words");
    }
  }
}
