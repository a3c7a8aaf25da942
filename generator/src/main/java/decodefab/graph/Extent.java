package decodefab.graph;

/** How many elements a value has: a fixed number, or one that grows with the position. */
public sealed interface Extent {
  /**
   * Elements at a position.
   *
   * @param position position of the token in its sequence, from 0
   */
  int at(int position);

  /** How the extent is written in a dump. */
  String text();

  /**
   * Always the same number.
   *
   * @param elements at least 1
   */
  record Fixed(int elements) implements Extent {
    public Fixed {
      if (elements < 1) {
        throw new IllegalArgumentException("extent of " + elements + " elements");
      }
    }

    @Override
    public int at(int position) {
      return elements;
    }

    @Override
    public String text() {
      return Integer.toString(elements);
    }
  }

  /** One element for each position up to and with the present one. */
  record Positions() implements Extent {
    @Override
    public int at(int position) {
      return position + 1;
    }

    @Override
    public String text() {
      return "positions";
    }
  }

  /**
   * One element for each group of positions that has begun.
   *
   * @param group positions in a group, at least 1
   */
  record PositionGroups(int group) implements Extent {
    public PositionGroups {
      if (group < 1) {
        throw new IllegalArgumentException("group of " + group + " positions");
      }
    }

    @Override
    public int at(int position) {
      return position / group + 1;
    }

    @Override
    public String text() {
      return "positions/" + group;
    }
  }
}
