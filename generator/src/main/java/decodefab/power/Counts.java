package decodefab.power;

/** Checks that every activity record makes. */
final class Counts {
  private Counts() {}

  static void require(String what, double count) {
    if (!(count >= 0 && Double.isFinite(count))) {
      throw new IllegalArgumentException(what + " must be at least 0, got " + count);
    }
  }

  static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a memory tier needs a name");
    }
  }
}
