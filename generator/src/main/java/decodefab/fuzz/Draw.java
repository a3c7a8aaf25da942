package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices of one design or file: the same seed makes the same choices everywhere. */
public final class Draw {
  private final SplittableRandom random;

  /** Choices of a seed. */
  public Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A whole number in a range, both ends included. */
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** A power of two in a range of powers of two; small ones as likely as large ones. */
  public int powerOfTwo(int low, int high) {
    return 1 << between(Integer.numberOfTrailingZeros(low), Integer.numberOfTrailingZeros(high));
  }

  /** True in so many of a hundred cases. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** One of several, each as likely. */
  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** One of several, each as likely. */
  public <T> T from(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Some of several, in their order; perhaps none. */
  public <T> List<T> some(List<T> choices, int percent) {
    List<T> chosen = new ArrayList<>();
    for (T choice : choices) {
      if (chance(percent)) {
        chosen.add(choice);
      }
    }
    return chosen;
  }

  /** Any 64 bits. */
  public long bits() {
    return random.nextLong();
  }
}
