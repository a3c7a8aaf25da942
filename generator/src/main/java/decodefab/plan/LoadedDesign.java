package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.InputException;
import decodefab.model.ModelShape;
import java.util.Objects;

/**
 * A checked design together with the sizes of its model.
 *
 * @param design the design
 * @param shape its model's sizes; every layer that the design names is there
 */
public record LoadedDesign(Design design, ModelShape shape) {
  public LoadedDesign {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(shape, "shape");
  }

  /**
   * The same design for the first layers of its model alone.
   *
   * @param layers how many, 1 to those of the model
   */
  public LoadedDesign withLayers(int layers) {
    return new LoadedDesign(design, shape.withLayers(layers));
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
