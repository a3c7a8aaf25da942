package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.InlineModel;
import decodefab.design.LayerProblems;
import decodefab.design.ModelFolder;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Span;
import decodefab.dsl.DesignReader;
import decodefab.model.LoadedModel;
import decodefab.model.ModelOutline;
import decodefab.model.ModelReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a design and what it says of its model. Of a folder of float weights only config.json is
 * read, and of quantized weights their headers, so that checking, planning and estimating need no
 * weights and take no longer for a large model.
 */
public final class DesignLoader {
  private DesignLoader() {}

  /**
   * Reads a design and its model's sizes.
   *
   * @param file path as the user wrote it; messages name it the same way
   * @throws InputException with every error of the first stage that found any: the design's own,
   *     its model's, rules for layers that the model does not have, a device that no table has, or
   *     a stored format that cannot be taken
   */
  public static LoadedDesign load(Path file) throws InputException {
    return load(DesignReader.read(file));
  }

  /**
   * Reads the sizes of a design's model.
   *
   * @throws InputException as above, without the design's own errors
   */
  public static LoadedDesign load(Design design) throws InputException {
    ModelOutline outline =
        switch (design.model()) {
          case InlineModel inline -> new ModelOutline(InlineShapes.of(inline), Map.of());
          case ModelFolder folder ->
              located(folder.span(), () -> ModelReader.readOutline(folder.resolved()));
        };
    List<Diagnostic> problems =
        Stream.concat(
                LayerProblems.find(design, outline.shape().layers()).stream(),
                TargetProblems.find(design).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new LoadedDesign(
        StoredFormats.resolve(design, outline), outline.shape(), outline.stored());
  }

  /**
   * Reads all of a design's model: weights and tokenizer too. Empty for an inline model, which has
   * neither.
   *
   * @throws InputException with the faults of all files that could be judged
   */
  public static Optional<LoadedModel> loadModel(Design design) throws InputException {
    return switch (design.model()) {
      case InlineModel inline -> Optional.empty();
      case ModelFolder folder ->
          Optional.of(located(folder.span(), () -> ModelReader.read(folder.resolved())));
    };
  }

  /** A reader of model files. */
  @FunctionalInterface
  private interface Reader<T> {
    T read() throws InputException;
  }

  /**
   * Model readers know no design: what they find wrong is said of the place that names the model.
   */
  private static <T> T located(Span span, Reader<T> reader) throws InputException {
    try {
      return reader.read();
    } catch (InputException e) {
      throw new InputException(e.diagnostics().stream().map(d -> at(span, d)).toList());
    }
  }

  private static Diagnostic at(Span span, Diagnostic d) {
    return new Diagnostic(
        d.code(), d.severity(), d.message(), d.span().or(() -> Optional.of(span)), d.help());
  }
}
