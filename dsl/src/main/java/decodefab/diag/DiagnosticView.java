package decodefab.diag;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A diagnostic as plain values under fixed keys, for machines: {@code code}, {@code severity},
 * {@code message}; where there is a place {@code file}, {@code line}, {@code column}, {@code
 * end_line}, {@code end_column} (the end excluded); where there is advice {@code help}.
 *
 * @param values in the order above
 */
public record DiagnosticView(Map<String, Object> values) {
  public DiagnosticView {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The view of a diagnostic. */
  public static DiagnosticView of(Diagnostic diagnostic) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("code", diagnostic.code());
    values.put("severity", diagnostic.severity() == Severity.ERROR ? "error" : "warning");
    values.put("message", diagnostic.message());
    diagnostic
        .span()
        .ifPresent(
            s -> {
              values.put("file", s.source().name());
              values.put("line", s.line());
              values.put("column", s.column());
              values.put("end_line", s.source().line(s.end()));
              values.put("end_column", s.source().column(s.end()));
            });
    diagnostic.help().ifPresent(h -> values.put("help", h));
    return new DiagnosticView(values);
  }
}
