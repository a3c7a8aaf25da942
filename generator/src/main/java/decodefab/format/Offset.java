package decodefab.format;

/** What is added to the elements of a group before or after their scale. */
public sealed interface Offset permits Offset.None, Offset.ZeroPoint, Offset.Min {
  /** Nothing: value = element x scale. */
  record None() implements Offset {}

  /**
   * A code of the element that stands for zero: value = (element - zero) x scale. One for each
   * group, stored in as many bits as an element.
   */
  record ZeroPoint() implements Offset {}

  /**
   * A real number: value = element x scale + min. One for each group.
   *
   * @param code how it is stored; under a super-group, times that group's scale of minima
   */
  record Min(ScaleCode code) implements Offset {}

  /** Bits that each group spends on it. */
  default int bits(ElementCode element) {
    return switch (this) {
      case None n -> 0;
      case ZeroPoint z -> element.bits();
      case Min m -> m.code().bits();
    };
  }

  /** As it is written in a design, with a space before it; empty for none. */
  default String text() {
    return switch (this) {
      case None n -> "";
      case ZeroPoint z -> " zero point";
      case Min m -> " min " + m.code().text();
    };
  }
}
