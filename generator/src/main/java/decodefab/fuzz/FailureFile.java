package decodefab.fuzz;

import decodefab.diag.InputException;
import decodefab.tool.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The file that a failing design is kept in: it says how it fails and how that is seen again. */
public final class FailureFile {
  private FailureFile() {}

  /** Name of the file in its folder. */
  public static String name(DesignResult result) {
    return "seed-" + result.seed() + ".dfab";
  }

  /**
   * Writes the smallest design that fails.
   *
   * @param file where to
   * @param shown the file as the command is to name it
   * @return the command that shows the failure again
   * @throws InputException where it cannot be written
   */
  public static String write(Shrinker.Shrunk shrunk, Path file, String shown)
      throws InputException {
    String command = command(shrunk, shown);
    String text =
        "// "
            + shrunk.failure().kind().text()
            + ": "
            + shrunk.failure().message().lines().findFirst().orElse("")
            + "\n// "
            + command
            + "\n"
            + shrunk.recipe().text();
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    return command;
  }

  private static String command(Shrinker.Shrunk shrunk, String file) {
    RunPart run = shrunk.recipe().part(RunPart.class);
    String name = shrunk.recipe().name();
    return switch (shrunk.failure().kind()) {
      case LINT ->
          "decodefab generate %s -o out && cd out && verilator --lint-only -Wall -Irtl --top-module %s_top -f files.f"
              .formatted(file, name);
      case MISMATCH, BUILD, RUN, TIME, INTERNAL ->
          "decodefab simulate %s --synthetic %d --tokens %d --check deep"
              .formatted(file, run.seed(), run.tokens());
    };
  }
}
