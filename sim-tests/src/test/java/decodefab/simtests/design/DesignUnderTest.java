package decodefab.simtests.design;

import decodefab.calibrate.CalibrationText;
import decodefab.design.InlineModel;
import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.model.LoadedModel;
import decodefab.model.ModelWeights;
import decodefab.model.SyntheticWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.simtests.cell.Checkout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A design file of the tests or of the project, planned and with weights.
 *
 * @param plan the hardware
 * @param weights the model's own, or made up where the design describes its model itself
 */
record DesignUnderTest(HardwarePlan plan, QuantizedWeights weights) {
  /** Of the made-up weights: any number does. */
  private static final long SEED = 20;

  /** The designs of the matrix, by name. */
  static List<Path> matrix() {
    Path folder = Checkout.home().resolve("sim-tests/src/test/resources/matrix");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A design of the matrix. */
  static DesignUnderTest ofMatrix(String name) throws InputException {
    Path folder = Checkout.home().resolve("sim-tests/src/test/resources/matrix");
    return load(folder.resolve(name + ".dfab"));
  }

  /** A design from its file. */
  static DesignUnderTest load(Path file) throws InputException {
    LoadedDesign loaded = DesignLoader.load(file);
    HardwarePlan plan = loaded.plan();
    if (loaded.design().model() instanceof InlineModel) {
      ModelWeights made = new SyntheticWeights(plan.graph().shape(), SEED);
      return new DesignUnderTest(plan, QuantizedWeights.of(made, plan.graph()));
    }
    LoadedModel model = DesignLoader.loadModel(loaded.design()).orElseThrow();
    CalibrationText text = DesignLoader.calibration(loaded.design(), model);
    return new DesignUnderTest(plan, QuantizedWeights.of(model.weights(), plan.graph(), text));
  }

  /** Its name. */
  String name() {
    return plan.design().name();
  }

  /** The file set that is emitted for it. */
  FileSet emit() {
    return emit(Checkout.home().resolve("templates"));
  }

  /** The same from another copy of the templates. */
  FileSet emit(Path templates) {
    return new FabricEmitter(templates).emit(plan, Optional.of(weights));
  }

  /** Writes a file set into a folder. */
  static void write(FileSet files, Path folder) throws IOException {
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
        file.getValue().writeTo(out);
      }
    }
  }
}
