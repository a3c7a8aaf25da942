package decodefab.regress;

/** Numbers with what they count. */
public final class Plural {
  private Plural() {}

  /** Such as {@code 1 job} and {@code 2 jobs}, of a noun that takes an s. */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
