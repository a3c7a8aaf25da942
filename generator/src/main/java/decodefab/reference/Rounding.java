package decodefab.reference;

/**
 * What is rounded on the way through a {@link FloatReference}, so that one kind of rounding can be
 * judged alone. Each method returns what the model goes on with: its argument, or a new array of
 * the same length.
 */
public interface Rounding {
  /** Nothing: the model as published. */
  Rounding NONE = new Rounding() {};

  /** A vector that a weight matrix is multiplied with. */
  default float[] input(float[] x) {
    return x;
  }

  /** The queries of all heads, with their positions in them, head by head. */
  default float[] queries(float[] q) {
    return q;
  }

  /**
   * The weights of all positions so far, of one head: probabilities times a factor that is divided
   * out later.
   */
  default double[] probabilities(double[] p) {
    return p;
  }

  /** The keys, or the values, of all heads at one position, as the cache keeps them. */
  default float[] cached(float[] x) {
    return x;
  }
}
