package decodefab.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Made-up weights for models that have none: close to normal with standard deviation {@code 1 /
 * sqrt(cols)}, which keeps the size of vectors from layer to layer as a freshly initialised model
 * does; norm weights lie around 1 with standard deviation 0.1.
 *
 * <p>Each weight is a function of seed, tensor name and position alone, so that one row of a huge
 * model costs one row, and the same seed gives the same weights everywhere. Integer hashing and
 * exact arithmetic only: no platform's logarithm takes part.
 */
public final class SyntheticWeights implements ModelWeights {
  /** Parameters of the largest model that simulations make weights up for. */
  public static final long MOST_PARAMETERS = 8_000_000;

  /**
   * Standard deviation of the sum of four uniform 16-bit numbers: sqrt(4 (2^32 - 1) / 12), the
   * Irwin-Hall approximation of a normal distribution, cut at 3.46 deviations.
   */
  private static final double SPREAD = 37837.22;

  private static final double MIDDLE = 4 * 65535 / 2.0;

  private final ModelShape shape;
  private final long seed;
  private final Map<String, TensorSpec> specs = new HashMap<>();

  /** Weights of a shape; the seed may be any number. */
  public SyntheticWeights(ModelShape shape, long seed) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.seed = seed;
    TensorNames.all(shape).forEach(spec -> specs.put(spec.name(), spec));
  }

  @Override
  public ModelShape shape() {
    return shape;
  }

  @Override
  public float[] vector(String name) {
    TensorSpec spec = specs.get(name);
    if (spec == null || !spec.vector()) {
      throw new IllegalArgumentException("no vector " + name);
    }
    float[] values = new float[spec.cols()];
    long stream = stream(name);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1 + 0.1 * normal(stream, i));
    }
    return values;
  }

  @Override
  public FloatMatrix matrix(String name) {
    boolean tied = name.equals(TensorNames.LM_HEAD) && shape.tiedHead();
    TensorSpec spec = specs.get(tied ? TensorNames.EMBEDDING : name);
    if (spec == null || spec.vector()) {
      throw new IllegalArgumentException("no matrix " + name);
    }
    return new SyntheticMatrix(spec.rows(), spec.cols(), stream(spec.name()));
  }

  /** A matrix whose elements are computed when asked for. */
  private record SyntheticMatrix(int rows, int cols, long stream) implements FloatMatrix {
    @Override
    public void row(int row, float[] into) {
      Objects.checkIndex(row, rows);
      double scale = 1 / Math.sqrt(cols);
      for (int c = 0; c < cols; c++) {
        into[c] = (float) (scale * normal(stream, (long) row * cols + c));
      }
    }
  }

  /** A start for one tensor's numbers that differs between tensors and between seeds. */
  private long stream(String name) {
    long hash = mix(seed);
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ name.charAt(i));
    }
    return hash;
  }

  private static double normal(long stream, long index) {
    long bits = mix(stream + index * 0x9E3779B97F4A7C15L);
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - MIDDLE) / SPREAD;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
