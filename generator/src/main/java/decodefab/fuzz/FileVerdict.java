package decodefab.fuzz;

import java.util.List;
import java.util.Objects;

/** What became of a damaged file. */
public sealed interface FileVerdict {
  /** The damage changed nothing that matters: it was read. */
  record Accepted() implements FileVerdict {}

  /**
   * It was refused as it should be.
   *
   * @param codes of the diagnostics, at least one
   */
  record Refused(List<String> codes) implements FileVerdict {
    public Refused {
      codes = List.copyOf(codes);
    }
  }

  /**
   * It did harm.
   *
   * @param message what happened, in a line
   */
  record Failed(String message) implements FileVerdict {
    public Failed {
      Objects.requireNonNull(message, "message");
    }
  }
}
