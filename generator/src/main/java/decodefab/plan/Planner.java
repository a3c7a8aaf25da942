package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.diag.InputException;
import decodefab.graph.DecodeGraph;
import decodefab.graph.GraphBuilder;
import decodefab.graph.Precision;
import decodefab.model.ModelShape;
import decodefab.model.TensorNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    int group = probabilityGroup(formats.activationGroup());
    PlanChecker.checkShape(design, shape, formats, group);
    Precision precision = formats.precision(group, kvHeadsPerPass());
    DecodeGraph graph = GraphBuilder.build(shape, precision);
    FabricParameters fabric = fabric(graph, formats);
    boolean kvOnChip = design.tierOf("kv_cache").onChip();
    boolean embeddingOnChip = design.tierOf("embedding").onChip();
    MemoryMap map = MemoryMap.allocate(graph, fabric);
    KvLayout kv = KvLayout.of(shape, fabric);
    AuxLayout aux =
        AuxLayout.of(shape, fabric.vector(), precision.format("embedding", 0), embeddingOnChip);
    List<LayerRun> runs = runs(graph, fabric);
    MatrixPlacement head = matrix(graph, fabric, "lm_head", 0, design.tierOf("lm_head"));
    if (fabric.skipsZeros()) {
      decisions.add(zerosText(fabric, runs, head));
    }
    Program program = program(graph, fabric, map, kv, aux, runs, head);
    Optional<Tier> tier = TierLayout.lay(design, fabric, runs, head, aux, kv, kvOnChip);
    HardwarePlan plan =
        new HardwarePlan(
            design, graph, fabric, map, kv, kvOnChip, aux, runs, head, tier, program, decisions);
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

  private FabricParameters fabric(DecodeGraph graph, FormatTranslator translator) {
    Precision precision = graph.precision();
    int rows = design.tile().rows();
    int mixed = Math.ceilDiv(shape.headDim(), rows) * shape.groupSize();
    int least = Math.max(mixed, LEAST_ACCUMULATORS);
    int accumulators =
        Integer.highestOneBit(least) == least ? least : Integer.highestOneBit(least) * 2;
    decisions.add(accumulators + " partial results per tile row, for a block of tiles or of heads");
    MatvecFormats formats = translator.matvecFormats(precision.probabilityGroup());
    return new FabricParameters(
        rows,
        design.tile().cols(),
        design.datapath().vector(),
        accumulators,
        Integer.numberOfTrailingZeros(precision.probabilityGroup()),
        design.datapath().clockHz(),
        formats,
        LanePlanner.plan(design, graph, formats, decisions),
        precision.skipsZeros());
  }

  /** Most accumulators that a fabric is built with. */
  static int mostAccumulators() {
    return MOST_ACCUMULATORS;
  }

  private static String zerosText(
      FabricParameters fabric, List<LayerRun> runs, MatrixPlacement head) {
    FabricParameters without = fabric.skippingZeros(false);
    long containers = HardwarePlan.sum(runs, head, true, fabric::containers);
    long gapless = HardwarePlan.sum(runs, head, true, without::containers);
    return String.format(
        Locale.ROOT,
        "pieces of zero activations are skipped; that each starts at a container takes %d"
            + " containers where %d would hold the weights (%+.1f %%)",
        containers,
        gapless,
        100.0 * (containers - gapless) / gapless);
  }

  /** Neighbouring layers whose matrices are stored alike share a run, as many as there are. */
  private List<LayerRun> runs(DecodeGraph graph, FabricParameters fabric) {
    List<LayerRun> runs = new ArrayList<>();
    int first = 0;
    Map<String, MatrixPlacement> alike = matrices(graph, fabric, 0);
    for (int layer = 1; layer < shape.layers(); layer++) {
      Map<String, MatrixPlacement> here = matrices(graph, fabric, layer);
      if (!here.equals(alike)) {
        runs.add(new LayerRun(first, layer - first, alike));
        first = layer;
        alike = here;
      }
    }
    runs.add(new LayerRun(first, shape.layers() - first, alike));
    if (runs.size() > 1) {
      decisions.add(
          runs.stream().map(LayerRun::words).collect(Collectors.joining(", "))
              + " have loops of their own, since formats or memories differ");
    }
    return runs;
  }

  private Map<String, MatrixPlacement> matrices(
      DecodeGraph graph, FabricParameters fabric, int layer) {
    Map<String, MatrixPlacement> matrices = new LinkedHashMap<>();
    for (String role : Precision.LAYER_ROLES) {
      Memory memory = design.tierOf(TensorNames.layer(layer, role));
      matrices.put(role, matrix(graph, fabric, role, layer, memory));
    }
    return matrices;
  }

  private static MatrixPlacement matrix(
      DecodeGraph graph, FabricParameters fabric, String role, int layer, Memory memory) {
    int tiles = Math.ceilDiv(graph.rows(role), fabric.rows());
    return new MatrixPlacement(
        role,
        graph.rows(role),
        graph.columns(role),
        graph.precision().format(role, layer),
        graph.precision().pattern(role, layer),
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
      List<LayerRun> runs,
      MatrixPlacement head)
      throws InputException {
    if (shape.layers() > Program.MOST_LAYERS) {
      String message = shape.layers() + " layers; the fabric counts " + Program.MOST_LAYERS;
      throw new InputException(PlanCode.TOO_LARGE.at(design, "model", message));
    }
    InstructionSelector selector =
        new InstructionSelector(graph, fabric, map, kv, aux, MatrixScales.of(runs, head));
    Program program;
    try {
      List<LayerLoop> loops = new ArrayList<>();
      for (LayerRun run : runs) {
        List<Step> body = selector.layer(graph.body(), run, runs.size() > 1);
        loops.add(new LayerLoop(run.first(), run.count(), TokenPlanner.plan(body)));
      }
      program =
          new Program(
              TokenPlanner.plan(selector.select(graph.prologue())),
              loops,
              TokenPlanner.plan(selector.head(graph.epilogue(), head)));
    } catch (FieldOverflowException e) {
      throw new InputException(PlanCode.TOO_LARGE.at(design, "model", e.getMessage()));
    }
    PlanChecker.checkLength(design, program, runs);
    OrderChecker.check(program);
    return program;
  }
}
