package decodefab.fuzz;

import java.util.List;

/**
 * One thing in which designs differ. To fuzz something new, write a class of this and its {@link
 * Part}, and add it to {@link Dimensions#ALL}: text, counting and shrinking follow.
 */
public interface Dimension {
  /** Its name in tables. */
  String name();

  /**
   * All bins that a drawn part can fall in, in the order in which they are shown: what a run has
   * not covered is known only from this list.
   */
  List<String> bins();

  /**
   * Draws a part that is likely, not certain, to be legal beside those that were drawn before.
   *
   * @param before parts of the dimensions that come earlier in {@link Dimensions#ALL}
   */
  Part draw(Draw draw, Recipe before);
}
