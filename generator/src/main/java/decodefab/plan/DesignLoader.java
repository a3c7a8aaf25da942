package decodefab.plan;

import decodefab.calibrate.CalibrationText;
import decodefab.design.CalibrationFile;
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
import decodefab.model.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a design and what it says of its model. Of a folder of float weights only config.json is
 * read, and of quantized weights their headers, so that checking, planning and estimating need no
 * weights and take no longer for a large model.
 */
public final class DesignLoader {
  /** Few tokens of any vocabulary are longer. */
  private static final int BYTES_PER_TOKEN = 64;

  private DesignLoader() {}

  /**
   * Reads a design and its model's sizes.
   *
   * @param file path as the user wrote it; messages name it the same way
   * @throws InputException with every error of the first stage that found any: the design's own,
   *     its model's, rules for layers that the model does not have, a device that no table has, a
   *     text to calibrate on that cannot be read, or a stored format that cannot be taken
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
    if (design.calibration().isPresent()) {
      text(design.calibration().get());
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

  /**
   * The text over which the inputs of a model's matrices are taken.
   *
   * @throws InputException when it cannot be read or has no token
   */
  public static CalibrationText calibration(Design design, LoadedModel model)
      throws InputException {
    if (design.calibration().isEmpty()) {
      return CalibrationText.OWN;
    }
    CalibrationFile file = design.calibration().get();
    String text = text(file);
    int[] tokens = located(file.span(), () -> model.tokenizer().encode(text, true));
    if (text.isBlank() || tokens.length == 0) {
      throw new InputException(PlanCode.EMPTY_TEXT.at(file.span(), file.path() + " has no text"));
    }
    return CalibrationText.of(IntStream.of(tokens).boxed().toList(), model.shape().context());
  }

  /** As much of it as is used, whatever the tokenizer. */
  private static String text(CalibrationFile file) throws InputException {
    int bytes = CalibrationText.MOST_TOKENS * BYTES_PER_TOKEN;
    return located(
        file.span(), () -> TextFile.beginning(Path.of(file.path()), file.resolved(), bytes));
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
