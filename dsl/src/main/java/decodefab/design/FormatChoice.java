package decodefab.design;

/** What a rule says of a tensor's format: one, or that of the model's file. */
public sealed interface FormatChoice permits NumberFormat, AsStored {
  /** The author's name for it; for a format written in place, its {@link #text()}. */
  String name();

  /** As it is written in a design. */
  String text();
}
