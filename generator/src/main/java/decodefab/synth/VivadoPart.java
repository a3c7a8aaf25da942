package decodefab.synth;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Part names as Vivado wants them: with package, speed and temperature grade. */
final class VivadoPart {
  /** The part on the usual board, for a design that names the device alone. */
  private static final Map<String, String> USUAL =
      Map.of(
          "xcu50", "xcu50-fsvh2104-2-e",
          "xcu55c", "xcu55c-fsvh2892-2L-e",
          "xcu280", "xcu280-fsvh2892-2L-e",
          "xck26", "xck26-sfvc784-2LV-c",
          "xczu7ev", "xczu7ev-ffvc1156-2-e",
          "xcvc1902", "xcvc1902-vsva2197-2MP-e-S",
          "xcv80", "xcv80-lsva4737-2MHP-e-S",
          "xcvh1582", "xcvh1582-vsva3697-2MP-e-S");

  private VivadoPart() {}

  /** The part of a design's target; empty where it is not one of AMD's. */
  static Optional<String> of(String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    // Only what can stand in a script unquoted: the word was free text once.
    boolean whole = lower.matches("xc[a-z0-9]+-[a-z0-9]+(-[a-z0-9]+)*");
    return whole ? Optional.of(part) : Optional.ofNullable(USUAL.get(lower));
  }
}
