package decodefab.plan;

import static decodefab.plan.InstructionField.MV_AGROUP;
import static decodefab.plan.InstructionField.MV_A_BASE;
import static decodefab.plan.InstructionField.MV_A_STRIDE;
import static decodefab.plan.InstructionField.MV_BLOCK;
import static decodefab.plan.InstructionField.MV_FMT;
import static decodefab.plan.InstructionField.MV_HAS_WSCALE;
import static decodefab.plan.InstructionField.MV_K;
import static decodefab.plan.InstructionField.MV_KS_BASE;
import static decodefab.plan.InstructionField.MV_KS_LAYER_STRIDE;
import static decodefab.plan.InstructionField.MV_KV_BASE;
import static decodefab.plan.InstructionField.MV_KV_LAYER_STRIDE;
import static decodefab.plan.InstructionField.MV_K_MODE;
import static decodefab.plan.InstructionField.MV_LISTED;
import static decodefab.plan.InstructionField.MV_M;
import static decodefab.plan.InstructionField.MV_O_BASE;
import static decodefab.plan.InstructionField.MV_O_STRIDE;
import static decodefab.plan.InstructionField.MV_SCALE;
import static decodefab.plan.InstructionField.MV_SCALE_TABLE;
import static decodefab.plan.InstructionField.MV_SRC;
import static decodefab.plan.InstructionField.MV_SUPER;
import static decodefab.plan.InstructionField.MV_S_BASE;
import static decodefab.plan.InstructionField.MV_S_STRIDE;
import static decodefab.plan.InstructionField.MV_TILES;
import static decodefab.plan.InstructionField.MV_TILES_MODE;
import static decodefab.plan.InstructionField.MV_WGROUP;

import decodefab.format.TensorFormat;
import decodefab.graph.DecodeGraph;
import decodefab.graph.Op;
import decodefab.graph.Value;
import decodefab.model.ModelShape;
import decodefab.plan.Region.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the operations of a graph into instructions, one or a few for each. */
final class InstructionSelector {
  /** Regions of the KV cache, for the ordering of instructions only. */
  private static final Region KEYS = new Region(Memory.KV, "keys", 0, 1);

  private static final Region VALUES = new Region(Memory.KV, "values", 1, 1);

  private final ModelShape shape;
  private final FabricParameters fabric;
  private final MemoryMap map;
  private final KvLayout kv;
  private final VectorSelector vectors;
  private final List<Step> steps = new ArrayList<>();
  private final MatrixScales scales;
  private Map<String, MatrixPlacement> matrices = Map.of();
  private String where = "";
  private int index;

  InstructionSelector(
      DecodeGraph graph,
      FabricParameters fabric,
      MemoryMap map,
      KvLayout kv,
      AuxLayout aux,
      MatrixScales scales) {
    this.shape = graph.shape();
    this.fabric = fabric;
    this.map = map;
    this.kv = kv;
    this.scales = scales;
    this.vectors = new VectorSelector(graph, fabric, map, kv, aux, VALUES);
  }

  /**
   * Instructions of a layer of a run, without tokens and fences.
   *
   * @param named whether labels say which layers, since other runs have others
   */
  List<Step> layer(List<Op> ops, LayerRun run, boolean named) {
    matrices = run.matrices();
    where = named ? ", " + run.words() : "";
    return select(ops);
  }

  /** Instructions of the section after the layers, without tokens and fences. */
  List<Step> head(List<Op> ops, MatrixPlacement head) {
    matrices = Map.of(head.role(), head);
    where = "";
    return select(ops);
  }

  /** Instructions of a section that multiplies no matrix, without tokens and fences. */
  List<Step> select(List<Op> ops) {
    steps.clear();
    for (index = 0; index < ops.size(); index++) {
      Op op = ops.get(index);
      switch (op) {
        case Op.MultiplyMatrix o -> multiply(o);
        case Op.Scores o -> scores(o);
        case Op.MixValues o -> mix(o);
        case Op.StoreHeads o -> store(o);
        case Op.LoadEmbeddingScales o -> vector(o);
        case Op.LoadEmbedding o -> vector(o);
        case Op.LoadRotary o -> vector(o);
        case Op.SumOfSquares o -> vector(o);
        case Op.InverseRms o -> vector(o);
        case Op.Normalize o -> vector(o);
        case Op.GroupScales o -> vector(o);
        case Op.Quantize o -> vector(o);
        case Op.RotateCosine o -> vector(o);
        case Op.RotateSine o -> vector(o);
        case Op.GroupMaximum o -> vector(o);
        case Op.HeadMaximum o -> vector(o);
        case Op.ExpShifted o -> vector(o);
        case Op.Reciprocal o -> vector(o);
        case Op.WeighPositions o -> vector(o);
        case Op.Add o -> vector(o);
        case Op.ExpPlusOne o -> vector(o);
        case Op.Gate o -> vector(o);
        case Op.ArgMax o -> vector(o);
      }
    }
    return List.copyOf(steps);
  }

  private void vector(Op op) {
    steps.addAll(vectors.select(index, op));
  }

  private void multiply(Op.MultiplyMatrix o) {
    MatrixPlacement m = matrices.get(o.matrix());
    TensorFormat stored = m.storedFormat();
    Instruction.Builder i =
        Instruction.of(Engine.MATVEC)
            .set(MV_SRC, m.onChip() ? 0 : 1)
            .set(MV_FMT, fabric.formats().index(m.format(), m.pattern()))
            .set(
                MV_SCALE,
                m.format().hasTensorScale() ? 0 : powerOfTwo(m.format().element().exponent()))
            .set(MV_K, m.storedCols())
            .set(MV_TILES, m.tiles())
            .set(MV_BLOCK, m.block())
            .set(MV_M, 1)
            .set(MV_WGROUP, stored.group())
            .set(MV_AGROUP, m.storedActivationGroup())
            .set(MV_LISTED, m.isListed() ? 1 : 0)
            .set(MV_A_BASE, map.of(o.codes()).base())
            .set(MV_S_BASE, (long) map.of(o.scales()).base() * fabric.vector())
            .set(MV_HAS_WSCALE, m.format().hasGroupCodes() ? 1 : 0)
            .set(MV_O_BASE, map.of(o.out()).base());
    stored.superGroup().ifPresent(s -> i.set(MV_SUPER, (long) s.columns() / stored.group()));
    if (m.format().hasTensorScale()) {
      i.set(MV_SCALE_TABLE, 1)
          .set(MV_KV_BASE, scales.base(m.role()))
          .set(MV_KV_LAYER_STRIDE, scales.layerStride(m.role()));
    }
    add(
        i.build(),
        "multiply " + o.matrix() + where,
        o,
        List.of(map.of(o.codes()), map.of(o.scales())),
        List.of(map.of(o.out())),
        List.of(whole(o.out())));
  }

  /** Bits of a power of two as binary32. */
  private static long powerOfTwo(int exponent) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(Math.scalb(1f, exponent)));
  }

  private void scores(Op.Scores o) {
    int share = o.scores().size();
    int size = shape.headDim();
    int firstHead = o.kvHead() * share;
    Region first = map.of(o.scores().get(0));
    Instruction.Builder i =
        Instruction.of(Engine.MATVEC)
            .set(MV_SRC, 2)
            .set(MV_FMT, 0)
            .set(MV_SCALE, powerOfTwo(0))
            .set(MV_K, size)
            .set(MV_TILES_MODE, 1)
            .set(MV_BLOCK, fabric.accumulators() / share)
            .set(MV_M, share)
            .set(MV_WGROUP, size)
            .set(MV_AGROUP, size)
            .set(MV_A_BASE, map.of(o.codes()).base() + (long) firstHead * queryWords())
            .set(MV_A_STRIDE, queryWords())
            .set(MV_S_BASE, (long) map.of(o.scales()).base() * fabric.vector() + firstHead)
            .set(MV_S_STRIDE, 1)
            .set(MV_HAS_WSCALE, 1)
            .set(MV_O_BASE, first.base())
            .set(MV_O_STRIDE, first.words())
            .set(MV_KV_BASE, kv.keyBase(o.kvHead()))
            .set(MV_KV_LAYER_STRIDE, kv.keyLayerWords())
            .set(MV_KS_BASE, (long) o.kvHead() * kv.keyScaleWords())
            .set(MV_KS_LAYER_STRIDE, (long) kv.kvHeads() * kv.keyScaleWords());
    List<Region> writes = o.scores().stream().map(map::of).toList();
    add(
        i.build(),
        "scores of kv head " + o.kvHead(),
        o,
        List.of(map.of(o.codes()), map.of(o.scales()), KEYS),
        writes,
        o.scores().stream().map(this::whole).toList());
  }

  private int queryWords() {
    return map.queryStride() / fabric.vector();
  }

  private void mix(Op.MixValues o) {
    int share = o.codes().size();
    int size = shape.headDim();
    Region codes = map.of(o.codes().get(0));
    Region scales = map.of(o.scales().get(0));
    int element = o.kvHead() * share * size;
    Instruction.Builder i =
        Instruction.of(Engine.MATVEC)
            .set(MV_SRC, 2)
            .set(MV_FMT, 0)
            .set(MV_SCALE, powerOfTwo(0))
            .set(MV_K_MODE, 1)
            .set(MV_TILES, kv.valueTiles())
            .set(MV_BLOCK, kv.valueTiles())
            .set(MV_M, share)
            .set(MV_WGROUP, o.group())
            .set(MV_AGROUP, o.group())
            .set(MV_A_BASE, codes.base())
            .set(MV_A_STRIDE, stride(codes, o.codes()))
            .set(MV_S_BASE, (long) scales.base() * fabric.vector())
            .set(MV_S_STRIDE, (long) stride(scales, o.scales()) * fabric.vector())
            .set(MV_O_BASE, map.of(o.out()).base() + element / fabric.vector())
            .set(MV_O_STRIDE, size / fabric.vector())
            .set(MV_KV_BASE, kv.valueBase(o.kvHead()))
            .set(MV_KV_LAYER_STRIDE, kv.valueLayerWords());
    List<Region> reads = new ArrayList<>(o.codes().stream().map(map::of).toList());
    o.scales().forEach(s -> reads.add(map.of(s)));
    reads.add(VALUES);
    Step.Result result =
        new Step.Result(
            Memory.VM,
            map.of(o.out()).base() * fabric.vector() + element,
            o.out(),
            element,
            share * size);
    add(
        i.build(),
        "mix values of kv head " + o.kvHead(),
        o,
        reads,
        List.of(map.of(o.out())),
        List.of(result));
  }

  /** Words from one head's region to the next: the regions of a pass are alike and in a row. */
  private int stride(Region first, List<Value> values) {
    int stride = values.size() > 1 ? map.of(values.get(1)).base() - first.base() : 0;
    for (int m = 0; m < values.size(); m++) {
      if (map.of(values.get(m)).base() != first.base() + m * stride) {
        throw new IllegalStateException(first.name() + " and its neighbours are not evenly spaced");
      }
    }
    return stride;
  }

  private void store(Op.StoreHeads o) {
    boolean key = o.key();
    Instruction.Builder i =
        Instruction.of(Engine.STORE)
            .set(InstructionField.ST_KIND, key ? 0 : 1)
            .set(InstructionField.ST_HEADS, shape.kvHeads())
            .set(InstructionField.ST_HEAD_ELEMS, shape.headDim())
            .set(InstructionField.ST_Q_BASE, map.of(o.codes()).base())
            .set(InstructionField.ST_S_BASE, map.of(o.scales()).base())
            .set(InstructionField.ST_BASE, key ? kv.keyBase(0) : kv.valueBase(0))
            .set(InstructionField.ST_LAYER_STRIDE, key ? kv.keyLayerWords() : kv.valueLayerWords())
            .set(InstructionField.ST_HEAD_STRIDE, key ? kv.keyHeadWords() : kv.valueHeadWords())
            .set(InstructionField.ST_SCALE_STRIDE, key ? kv.keyScaleWords() : kv.valueScaleWords())
            .set(
                InstructionField.ST_SCALE_LAYER_STRIDE,
                (long) kv.kvHeads() * (key ? kv.keyScaleWords() : kv.valueScaleWords()));
    add(
        i.build(),
        key ? "store keys" : "store values",
        o,
        List.of(map.of(o.codes()), map.of(o.scales())),
        List.of(key ? KEYS : VALUES),
        List.of());
  }

  private Step.Result whole(Value value) {
    return vectors.whole(value);
  }

  private void add(
      Instruction instruction,
      String label,
      Op op,
      List<Region> reads,
      List<Region> writes,
      List<Step.Result> results) {
    steps.add(new Step(instruction, label, index, op, reads, writes, results));
  }
}
