package decodefab.matrix;

import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.DesignReader;
import decodefab.plan.DesignLoader;
import decodefab.plan.LoadedDesign;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One design with one override and one seed.
 *
 * @param name as it is called everywhere, the same in every run: {@code tinytales+lanes=64#2}
 * @param design the design's part of the name
 * @param override the override's part of the name; empty for the design as it stands
 * @param file the design's file, as messages name it
 * @param text the design with the override worked in; empty where the file itself is to be read,
 *     whether it is one or not
 * @param seed of made-up tokens and weights
 * @param settings how it is run
 */
public record Job(
    String name,
    String design,
    String override,
    Path file,
    Optional<SourceText> text,
    long seed,
    Settings settings) {
  public Job {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(override, "override");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * Reads the design.
   *
   * @throws InputException with all that is wrong with it
   */
  public LoadedDesign load() throws InputException {
    return text.isPresent()
        ? DesignLoader.load(DesignReader.read(text.get(), file))
        : DesignLoader.load(file);
  }
}
