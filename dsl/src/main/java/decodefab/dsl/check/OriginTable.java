package decodefab.dsl.check;

import decodefab.design.Origins;
import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes where each value was written while it is checked, and refuses values written twice. */
final class OriginTable {
  private final Map<String, Span> spans = new TreeMap<>();
  private final Reporter reporter;

  OriginTable(Reporter reporter) {
    this.reporter = reporter;
  }

  void note(String key, Span span) {
    spans.put(key, span);
  }

  /** Settings of a block by their key; each may stand once. */
  Map<String, Setting> settings(String block, List<? extends Setting> settings) {
    Map<String, Setting> byKey = new LinkedHashMap<>();
    for (Setting setting : settings) {
      if (isFirst(byKey.containsKey(setting.key().text()), setting.key())) {
        byKey.put(setting.key().text(), setting);
        spans.put(block + "." + setting.key().text(), setting.span());
      }
    }
    return byKey;
  }

  /** Reports a part that is there already. */
  boolean isFirst(boolean known, Name name) {
    if (known) {
      twice(name.text(), name.span());
    }
    return !known;
  }

  /** Reports that a part is given twice. */
  void twice(String what, Span span) {
    reporter.error(Code.DF407, "`" + what + "` is given twice", span, "keep one of them");
  }

  Origins origins() {
    return new Origins(spans);
  }
}
