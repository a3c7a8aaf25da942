package decodefab.plan;

import decodefab.design.Design;
import decodefab.graph.DecodeGraph;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that the emitter, the simulator and the estimator need to know of a design's hardware.
 *
 * @param design the checked design
 * @param graph what it computes
 * @param fabric its free parameters
 * @param map addresses of values
 * @param kv addresses of the KV cache
 * @param kvOnChip whether the KV cache is on chip
 * @param aux addresses of the tables
 * @param matrices matrices by role, in program order
 * @param tier the off-chip memory, if anything is placed in one
 * @param program the program
 * @param decisions what the planner chose, and why, one sentence each
 */
public record HardwarePlan(
    Design design,
    DecodeGraph graph,
    FabricParameters fabric,
    MemoryMap map,
    KvLayout kv,
    boolean kvOnChip,
    AuxLayout aux,
    Map<String, MatrixPlacement> matrices,
    Optional<Tier> tier,
    Program program,
    List<String> decisions) {
  public HardwarePlan {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(program, "program");
    matrices = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(matrices));
    decisions = List.copyOf(decisions);
  }

  /** Containers of the weights that are read per token from the weight ROM, or from the tier. */
  public long containers(boolean onChip) {
    return sum(onChip, fabric::containers);
  }

  /** The table of scales of whole matrices. */
  public MatrixScales matrixScales() {
    return MatrixScales.of(matrices, program.layers());
  }

  /** Words of R scales read per token from the scale ROM, or from the tier. */
  public long scaleWords(boolean onChip) {
    return sum(onChip, fabric::scaleWords);
  }

  private long sum(boolean onChip, java.util.function.ToLongFunction<MatrixPlacement> size) {
    long total = 0;
    for (MatrixPlacement m : matrices.values()) {
      if (m.onChip() == onChip) {
        total += size.applyAsLong(m) * (m.role().equals("lm_head") ? 1 : program.layers());
      }
    }
    return total;
  }
}
