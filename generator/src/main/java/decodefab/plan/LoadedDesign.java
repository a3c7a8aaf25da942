package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.InputException;
import decodefab.format.TensorFormat;
import decodefab.model.ModelShape;
import java.util.Map;
import java.util.Objects;

/**
 * A checked design together with what is known of its model before its weights are read.
 *
 * @param design the design, with a format for every tensor
 * @param shape its model's sizes; every layer that the design names is there
 * @param stored formats of the matrices that the model's file holds quantized, by canonical name
 */
public record LoadedDesign(Design design, ModelShape shape, Map<String, TensorFormat> stored) {
  public LoadedDesign {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(shape, "shape");
    stored = Map.copyOf(stored);
  }

  /**
   * The same design for the first layers of its model alone.
   *
   * @param layers how many, 1 to those of the model
   */
  public LoadedDesign withLayers(int layers) {
    return new LoadedDesign(design, shape.withLayers(layers), stored);
  }

  /**
   * The hardware of this design.
   *
   * @throws InputException with everything that the fabric cannot be built for
   */
  public HardwarePlan plan() throws InputException {
    return Planner.plan(design, shape);
  }
}
