package decodefab.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Neighbouring layers in which something about a matrix is equal.
 *
 * @param name the matrix in these layers, as a rule of a design can name it: {@code mlp.up}, {@code
 *     layers.0..3.mlp.up} or {@code layers.4.mlp.up}
 * @param first the first of the layers
 * @param last the last of them
 * @param value what is equal
 */
public record AlikeLayers<T>(String name, int first, int last, T value) {
  public AlikeLayers {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /**
   * Cuts the layers of a model into as few as possible.
   *
   * @param role of the matrix: its name where all layers agree
   * @param layers of the model; 1 for a matrix that is in none
   * @param of value in a layer; asked once for each
   */
  public static <T> List<AlikeLayers<T>> of(String role, int layers, IntFunction<T> of) {
    List<AlikeLayers<T>> found = new ArrayList<>();
    int first = 0;
    T value = of.apply(0);
    for (int next = 1; next < layers; next++) {
      T other = of.apply(next);
      if (!other.equals(value)) {
        found.add(new AlikeLayers<>(name(role, first, next - 1, layers), first, next - 1, value));
        first = next;
        value = other;
      }
    }
    found.add(new AlikeLayers<>(name(role, first, layers - 1, layers), first, layers - 1, value));
    return List.copyOf(found);
  }

  /**
   * A matrix in some layers, as a rule of a design can name it.
   *
   * @param role its name where these are all layers
   * @param first the first of them
   * @param last the last of them
   * @param layers of the model
   */
  public static String name(String role, int first, int last, int layers) {
    boolean all = first == 0 && last == layers - 1;
    return all ? role : "layers." + text(first, last) + "." + role;
  }

  /** One layer's number, or the first and the last of several. */
  public static String text(int first, int last) {
    return first == last ? Integer.toString(first) : first + ".." + last;
  }
}
