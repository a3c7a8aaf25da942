package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.diag.InputException;
import decodefab.graph.DecodeGraph;
import decodefab.graph.GraphBuilder;
import decodefab.graph.Precision;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the hardware of a design: parameters, addresses, program. Pure: the same design and shape
 * give the same plan.
 */
public final class Planner {
  /**
   * Scores of all heads are held at once up to this many elements; else one KV head's at a time.
   */
  private static final int MOST_SCORES = 1 << 15;

  private static final int LEAST_ACCUMULATORS = 32;
  private static final int MOST_ACCUMULATORS = 256;

  private final Design design;
  private final ModelShape shape;
  private final List<String> decisions = new ArrayList<>();

  private Planner(Design design, ModelShape shape) {
    this.design = design;
    this.shape = shape;
  }

  /**
   * Plans a design.
   *
   * @throws InputException when the fabric cannot be built for this model as the design asks for
   *     it: everything that is wrong, with what would be legal
   */
  public static HardwarePlan plan(Design design, ModelShape shape) throws InputException {
    return new Planner(design, shape).plan();
  }

  private HardwarePlan plan() throws InputException {
    FormatTranslator formats = new FormatTranslator(design, shape);
    PlanChecker.checkShape(design, shape, formats);
    Precision precision =
        formats.precision(probabilityGroup(formats.activationGroup()), kvHeadsPerPass());
    DecodeGraph graph = GraphBuilder.build(shape, precision);
    FabricParameters fabric = fabric(precision, graph);
    boolean kvOnChip = design.tierOf("kv_cache").onChip();
    boolean embeddingOnChip = design.tierOf("embedding").onChip();
    MemoryMap map = MemoryMap.allocate(graph, fabric);
    KvLayout kv = KvLayout.of(shape, fabric);
    AuxLayout aux =
        AuxLayout.of(shape, fabric.vector(), precision.format("embedding"), embeddingOnChip);
    Map<String, MatrixPlacement> matrices = matrices(graph, fabric);
    Program program = program(graph, fabric, map, kv, aux, matrices);
    Optional<Tier> tier =
        TierLayout.lay(design, fabric, program.layers(), matrices, aux, kv, kvOnChip);
    HardwarePlan plan =
        new HardwarePlan(
            design, graph, fabric, map, kv, kvOnChip, aux, matrices, tier, program, decisions);
    PlanChecker.checkCapacity(plan);
    return plan;
  }

  /** Smallest power of two that holds an activation group, a tile's columns and a vector. */
  private int probabilityGroup(int activationGroup) {
    int least =
        Math.max(activationGroup, Math.max(design.tile().cols(), design.datapath().vector()));
    int group = Integer.highestOneBit(least) == least ? least : Integer.highestOneBit(least) * 2;
    group = Math.min(group, Math.max(4096, Integer.highestOneBit(design.tile().cols())));
    decisions.add("attention probabilities share a scale over " + group + " positions");
    return group;
  }

  private int kvHeadsPerPass() {
    boolean all = (long) shape.heads() * shape.context() <= MOST_SCORES;
    decisions.add(
        all
            ? "scores of all " + shape.heads() + " heads are held at once"
            : "scores of one kv head's " + shape.groupSize() + " query heads are held at a time");
    return all ? shape.kvHeads() : 1;
  }

  private FabricParameters fabric(Precision precision, DecodeGraph graph) {
    int rows = design.tile().rows();
    int mixed = Math.ceilDiv(shape.headDim(), rows) * shape.groupSize();
    int least = Math.max(mixed, LEAST_ACCUMULATORS);
    int accumulators =
        Integer.highestOneBit(least) == least ? least : Integer.highestOneBit(least) * 2;
    decisions.add(accumulators + " partial results per tile row, for a block of tiles or of heads");
    MatvecFormats formats = MatvecFormats.of(decoders(precision), precision.activationGroup());
    return new FabricParameters(
        rows,
        design.tile().cols(),
        design.datapath().vector(),
        accumulators,
        Integer.numberOfTrailingZeros(precision.probabilityGroup()),
        design.datapath().clockHz(),
        formats,
        LanePlanner.plan(design, graph, formats, decisions));
  }

  /** Decoders of what the matvec engine reads: all but the embedding. */
  private static List<MatvecFormats.Decoder> decoders(Precision precision) {
    return precision.formats().entrySet().stream()
        .filter(e -> !e.getKey().equals("embedding"))
        .map(e -> MatvecFormats.Decoder.of(e.getValue(), precision.pattern(e.getKey())))
        .toList();
  }

  /** Most accumulators that a fabric is built with. */
  static int mostAccumulators() {
    return MOST_ACCUMULATORS;
  }

  private Map<String, MatrixPlacement> matrices(DecodeGraph graph, FabricParameters fabric) {
    Map<String, MatrixPlacement> matrices = new LinkedHashMap<>();
    for (String role : FormatTranslator.LAYER_ROLES) {
      matrices.put(role, matrix(graph, fabric, role, design.tierOf("layers.0." + role)));
    }
    matrices.put("lm_head", matrix(graph, fabric, "lm_head", design.tierOf("lm_head")));
    return matrices;
  }

  private static MatrixPlacement matrix(
      DecodeGraph graph, FabricParameters fabric, String role, Memory memory) {
    int tiles = Math.ceilDiv(graph.rows(role), fabric.rows());
    return new MatrixPlacement(
        role,
        graph.rows(role),
        graph.columns(role),
        graph.precision().format(role),
        graph.precision().pattern(role),
        graph.precision().activationGroup(),
        tiles,
        Math.min(tiles, fabric.accumulators()),
        memory.onChip());
  }

  private Program program(
      DecodeGraph graph,
      FabricParameters fabric,
      MemoryMap map,
      KvLayout kv,
      AuxLayout aux,
      Map<String, MatrixPlacement> matrices)
      throws InputException {
    InstructionSelector selector = new InstructionSelector(graph, fabric, map, kv, aux, matrices);
    Program program;
    try {
      program =
          new Program(
              shape.layers(),
              TokenPlanner.plan(selector.select(graph.prologue())),
              TokenPlanner.plan(selector.select(graph.body())),
              TokenPlanner.plan(selector.select(graph.epilogue())));
    } catch (FieldOverflowException e) {
      throw new InputException(PlanCode.TOO_LARGE.at(design, "model", e.getMessage()));
    }
    OrderChecker.check(program);
    return program;
  }
}
