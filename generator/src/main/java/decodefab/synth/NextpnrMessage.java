package decodefab.synth;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What nextpnr prints where a device is full, as something that is wrong with the design. */
final class NextpnrMessage {
  private static final Pattern FULL =
      Pattern.compile(
          "ERROR: .*(?:no (?:more )?bels remaining|"
              + "unable to find legal placement|unable to place cell|failed to place).*",
          Pattern.CASE_INSENSITIVE);

  private NextpnrMessage() {}

  /** A diagnostic, where one of its last lines says that there is no room. */
  static Optional<Diagnostic> ofFull(List<String> lastLines, Design design, SynthTarget target) {
    return lastLines.stream()
        .map(FULL::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(
            line ->
                Diagnostic.error(
                    CapacityCheck.CODE,
                    "the design does not fit %s, says nextpnr: %s"
                        .formatted(
                            target.name(), line.group().replaceFirst("^ERROR: ", "").strip()),
                    design.target().span(),
                    "fewer lanes, a smaller vector, or less on chip; without --pnr the table shows"
                        + " what takes how much"));
  }
}
