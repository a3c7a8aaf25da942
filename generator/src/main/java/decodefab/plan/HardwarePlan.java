package decodefab.plan;

import decodefab.design.Design;
import decodefab.graph.AlikeLayers;
import decodefab.graph.DecodeGraph;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

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
 * @param runs the layers, those whose matrices are stored alike together
 * @param head the matrix of the logits
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
    List<LayerRun> runs,
    MatrixPlacement head,
    Optional<Tier> tier,
    Program program,
    List<String> decisions) {
  public HardwarePlan {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(head, "head");
    runs = List.copyOf(runs);
    decisions = List.copyOf(decisions);
  }

  /** A matrix in the layers of a run, as a rule of the design can name it. */
  public String name(LayerRun run, MatrixPlacement matrix) {
    return AlikeLayers.name(matrix.role(), run.first(), run.last(), graph.shape().layers());
  }

  /** Containers of the weights that are read per token from the weight ROM, or from the tier. */
  public long containers(boolean onChip) {
    return sum(runs, head, onChip, fabric::containers);
  }

  /** The table of scales of whole matrices. */
  public MatrixScales matrixScales() {
    return MatrixScales.of(runs, head);
  }

  /** The list of the columns that block-sparse matrices keep. */
  public ColumnList columnList() {
    return ColumnList.of(runs, head, fabric);
  }

  /** Words of R scales read per token from the scale ROM, or from the tier. */
  public long scaleWords(boolean onChip) {
    return sum(runs, head, onChip, fabric::scaleWords);
  }

  static long sum(
      List<LayerRun> runs,
      MatrixPlacement head,
      boolean onChip,
      ToLongFunction<MatrixPlacement> size) {
    long total = head.onChip() == onChip ? size.applyAsLong(head) : 0;
    for (LayerRun run : runs) {
      for (MatrixPlacement m : run.matrices().values()) {
        total += m.onChip() == onChip ? run.count() * size.applyAsLong(m) : 0;
      }
    }
    return total;
  }
}
