package decodefab.matrix;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Reporter;
import decodefab.diag.Severity;
import decodefab.diag.SourceText;
import decodefab.dsl.ChangedDesign;
import decodefab.dsl.DesignReader;
import decodefab.plan.DesignLoader;
import decodefab.plan.LoadedDesign;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the jobs of a matrix. Every design is read and planned with every override here, so that an
 * override that some design cannot have is known before hours of simulation; a design that is wrong
 * by itself is a job that fails.
 */
public final class JobFinder {
  private final Matrix matrix;
  private final Reporter reporter = new Reporter();
  private final List<Job> jobs = new ArrayList<>();
  private final Set<Exclusion> used = new HashSet<>();

  private JobFinder(Matrix matrix) {
    this.matrix = matrix;
  }

  /**
   * The jobs of a matrix file.
   *
   * @param source the file
   * @param folder where it lies
   * @throws InputException with what is wrong with it, with designs that are not there, overrides
   *     that a design cannot have, or where it holds no job
   */
  public static List<Job> ofMatrix(SourceText source, Path folder) throws InputException {
    return new JobFinder(MatrixReader.read(source, folder)).find();
  }

  /**
   * The jobs of designs alone.
   *
   * @param files paths as the user wrote them
   * @param folder where relative ones start
   * @throws InputException with the files that are not there
   */
  public static List<Job> ofDesigns(List<Path> files, Path folder, Settings settings)
      throws InputException {
    List<Matrix.Choice> choices =
        files.stream()
            .map(
                f ->
                    new Matrix.Choice(
                        f.toString(),
                        settings,
                        List.of(Variation.NONE),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return new JobFinder(new Matrix(Optional.empty(), folder, choices, List.of())).find();
  }

  private List<Job> find() throws InputException {
    Map<Path, Matrix.Choice> files = DesignFinder.find(matrix, reporter);
    reporter.throwIfErrors();
    Map<Path, String> names = DesignFinder.names(files.keySet());
    files.forEach((file, choice) -> design(file, names.get(file), choice));
    for (Exclusion exclusion : matrix.exclusions()) {
      if (!used.contains(exclusion)) {
        reporter.report(
            MatrixCode.MALFORMED.at(
                exclusion.span(), "this excludes nothing", "correct its names, or leave it out"));
      }
    }
    reporter.throwIfErrors();
    if (jobs.isEmpty()) {
      throw new InputException(
          Diagnostic.error(
              MatrixCode.NO_JOBS.id(),
              "everything in the matrix is excluded, and running nothing is no success",
              "leave some of it in"));
    }
    return List.copyOf(jobs);
  }

  private void design(Path file, String name, Matrix.Choice choice) {
    Optional<LoadedDesign> base = base(file);
    for (Variation variation : choice.variations()) {
      List<Long> seeds =
          choice.settings().seeds().stream().filter(s -> !excluded(name, variation, s)).toList();
      if (seeds.isEmpty()) {
        continue;
      }
      Optional<SourceText> text = Optional.empty();
      if (base.isPresent() && variation.changes().isEmpty()) {
        checkTokens(name, choice, base.get());
      } else if (base.isPresent()) {
        text = changed(file, name, choice, variation);
        if (text.isEmpty()) {
          continue;
        }
      }
      for (long seed : seeds) {
        jobs.add(job(file, name, variation, text, seed, choice.settings()));
      }
    }
  }

  /** The design as it stands, where there is nothing wrong with it. */
  private static Optional<LoadedDesign> base(Path file) {
    try {
      LoadedDesign loaded = DesignLoader.load(file);
      loaded.plan();
      return Optional.of(loaded);
    } catch (InputException e) {
      return Optional.empty(); // the job finds it out again, and fails by it
    }
  }

  private void checkTokens(String name, Matrix.Choice choice, LoadedDesign base) {
    int context = base.shape().context();
    if (choice.settings().tokens() > context && choice.tokens().isPresent()) {
      reporter.report(
          MatrixCode.ILLEGAL_OVERRIDE.at(
              choice.tokens().get(),
              choice.settings().tokens() + " tokens are more than the context of " + name,
              "at most " + context + " for this design"));
    }
  }

  private boolean excluded(String name, Variation variation, long seed) {
    boolean excluded = false;
    for (Exclusion exclusion : matrix.exclusions()) {
      if (exclusion.fits(name, variation, seed)) {
        used.add(exclusion);
        excluded = true;
      }
    }
    return excluded;
  }

  private Optional<SourceText> changed(
      Path file, String name, Matrix.Choice choice, Variation variation) {
    ChangedDesign changed;
    try {
      changed =
          ChangedDesign.of(
              DesignReader.readAst(file), variation.changes(), MatrixCode.ILLEGAL_OVERRIDE.id());
    } catch (InputException e) {
      e.diagnostics().forEach(reporter::report);
      return Optional.empty();
    }
    try {
      LoadedDesign loaded = DesignLoader.load(DesignReader.read(changed.source(), file));
      loaded.plan();
      checkTokens(name + "+" + variation.name(), choice, loaded);
      return Optional.of(changed.source());
    } catch (InputException e) {
      changed
          .explain(
              e.diagnostics(), variation.span().orElseThrow(), MatrixCode.ILLEGAL_OVERRIDE.id())
          .forEach(d -> reporter.report(withExclusion(d, name)));
      return Optional.empty();
    }
  }

  private static Diagnostic withExclusion(Diagnostic refused, String name) {
    String out = "or leave it out: exclude: [{ design: " + name + " }]";
    return new Diagnostic(
        refused.code(),
        Severity.ERROR,
        refused.message(),
        refused.span(),
        Optional.of(refused.help().map(h -> h + "; " + out).orElse(out)));
  }

  private static Job job(
      Path file,
      String design,
      Variation variation,
      Optional<SourceText> text,
      long seed,
      Settings settings) {
    String name =
        design
            + (variation.name().isEmpty() ? "" : "+" + variation.name())
            + (settings.seeds().size() == 1 ? "" : "#" + seed);
    return new Job(name, design, variation.name(), file, text, seed, settings);
  }
}
