package decodefab.simtests.matvec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Which weights of a sparse matrix a format stores, written from the headers of the cells.
 *
 * @param slots weights that are stored of a group, a power of two
 * @param group neighbours, a power of two
 * @param bitmap whether a bit for each neighbour says which, and not each stored weight its place
 */
record Neighbours(int slots, int group, boolean bitmap) {
  static final Neighbours NONE = new Neighbours(1, 1, false);

  static Neighbours places(int slots, int group) {
    return new Neighbours(slots, group, false);
  }

  static Neighbours bitmap(int slots, int group) {
    return new Neighbours(slots, group, true);
  }

  /** Columns of a lane. */
  int span() {
    return group / slots;
  }

  /** Bits behind a code. */
  int indexBits() {
    return bitmap ? span() : log2(group);
  }

  /** Bits that tell a lane its column inside the engine. */
  int columnBits() {
    return bitmap ? span() * (1 + log2(slots)) : log2(group);
  }

  /** The bits that describe it to the engine. */
  long description() {
    return (long) log2(group) << 32 | (bitmap ? 1L << 35 : 0) | (long) log2(span()) << 36;
  }

  /** Random places in rising order: of a bitmap as many as slots, else at most as many. */
  List<Integer> random(Random random) {
    int count = bitmap || random.nextInt(3) > 0 ? slots : random.nextInt(slots + 1);
    return random(random, count, group);
  }

  /** The same in a format with minima: one of the columns inside a piece at least. */
  List<Integer> randomWeights(Random random, int columns) {
    int most = Math.min(slots, columns);
    int count = random.nextInt(3) > 0 ? most : 1 + random.nextInt(most);
    return random(random, count, Math.min(group, columns));
  }

  private static List<Integer> random(Random random, int count, int columns) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < columns; place++) {
      int open = columns - place;
      if (random.nextInt(open) < count - places.size()) {
        places.add(place);
      }
    }
    return places;
  }

  static int log2(int power) {
    return Integer.numberOfTrailingZeros(power);
  }
}
