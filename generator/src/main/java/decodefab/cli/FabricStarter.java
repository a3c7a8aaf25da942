package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.plan.HardwarePlan;
import decodefab.tool.ToolException;
import java.nio.file.Path;

/** Makes the hardware of a plan run. */
interface FabricStarter {
  /**
   * Generates, builds and starts a simulation.
   *
   * @param folder where the hardware is written
   */
  Fabric start(
      HardwarePlan plan, QuantizedWeights weights, Path folder, SimulationOptions options, Out out)
      throws InputException, ToolException, InterruptedException;
}
