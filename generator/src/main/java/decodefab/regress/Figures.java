package decodefab.regress;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured in a job that passed.
 *
 * @param tokens tokens decoded
 * @param cycles clock cycles of all of them
 * @param values values that were compared and equal
 * @param area nominal resources by name, {@code lut ff dsp bram36 uram}, as the estimator counts
 *     them
 */
public record Figures(int tokens, long cycles, long values, Map<String, Double> area) {
  /** Of a job that measured nothing. */
  public static final Figures NONE = new Figures(0, 0, 0, Map.of());

  public Figures {
    area = Collections.unmodifiableMap(new TreeMap<>(area));
  }

  /** Cycles of a mean token; 0 where none was decoded. */
  public double cyclesPerToken() {
    return tokens == 0 ? 0 : (double) cycles / tokens;
  }
}
