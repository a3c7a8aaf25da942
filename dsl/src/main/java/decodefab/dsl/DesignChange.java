package decodefab.dsl;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * One thing that a design is to say otherwise, in the language's own words.
 *
 * @param key what is changed: a setting of the datapath or the tile such as {@code lanes}, a number
 *     of an inline model such as {@code context}, {@code target}, or a clause with what it is
 *     about, such as {@code quantize mlp.*}, {@code place kv_cache}, {@code memory ddr}
 * @param keySpan where that was written
 * @param value what stands behind it in a design: {@code 64}, {@code int(8) per row scale f16}
 * @param valueSpan where that was written
 */
public record DesignChange(String key, Span keySpan, String value, Span valueSpan) {
  public DesignChange {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(keySpan, "keySpan");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(valueSpan, "valueSpan");
  }

  /** As one would say it: {@code lanes 64}. */
  public String text() {
    return key + " " + value;
  }
}
