package decodefab.plan;

import decodefab.format.ScaleCode;
import decodefab.golden.EmbeddingTable;
import decodefab.golden.VectorConstants;
import decodefab.graph.DecodeGraph;
import decodefab.graph.Extent;
import decodefab.graph.Op;
import decodefab.graph.Precision;
import decodefab.graph.Value;
import decodefab.model.ModelShape;
import decodefab.plan.Region.Memory;
import java.util.ArrayList;
import java.util.List;

/** Instructions of the vector engine for the operations that it carries out. */
final class VectorSelector {
  private final ModelShape shape;
  private final Precision precision;
  private final FabricParameters fabric;
  private final MemoryMap map;
  private final KvLayout kv;
  private final AuxLayout aux;
  private final Region values;

  VectorSelector(
      DecodeGraph graph,
      FabricParameters fabric,
      MemoryMap map,
      KvLayout kv,
      AuxLayout aux,
      Region values) {
    this.shape = graph.shape();
    this.precision = graph.precision();
    this.fabric = fabric;
    this.map = map;
    this.kv = kv;
    this.aux = aux;
    this.values = values;
  }

  /** Instructions of one operation, without tokens and fences. */
  List<Step> select(int index, Op op) {
    VectorCommand c = new VectorCommand(fabric, map, index, op);
    switch (op) {
      case Op.LoadEmbeddingScales o ->
          c.label("embedding scales")
              .count(o.scales())
              .one()
              .external(format(aux.embedding().scales()), source(), aux.scalesBase())
              .indexedBy(VectorCommand.Index.TOKEN, aux.scalesWords())
              .timesC()
              .write(o.scales());
      case Op.LoadEmbedding o -> embedding(c, o);
      case Op.LoadRotary o ->
          c.label(o.sine() ? "rotary sines" : "rotary cosines")
              .count(o.out())
              .one()
              .external(VectorCommand.Format.F32, 0, o.sine() ? aux.sineBase() : aux.cosineBase())
              .indexedBy(VectorCommand.Index.POSITION, aux.rotaryWords())
              .timesC()
              .write(o.out());
      case Op.SumOfSquares o ->
          c.label("sum of squares")
              .count(o.in())
              .a(o.in())
              .linearB(o.in())
              .timesB()
              .reduce(VectorCommand.Reduction.SUM, o.out(), 0);
      case Op.InverseRms o ->
          c.label("inverse rms")
              .count(o.out())
              .a(o.sum())
              .addConstant(VectorConstants.rmsShift(o))
              .times(VectorConstants.rmsFactor(o))
              .special(VectorCommand.Special.RSQRT)
              .write(o.out());
      case Op.Normalize o ->
          c.label("normalize " + o.weight())
              .count(o.in())
              .segments(o.group())
              .a(o.in())
              .fixedB(o.factor(), 0)
              .timesB()
              .external(VectorCommand.Format.F32, 0, aux.norm(o.weight()))
              .layerStride(aux.normLayerStride(o.weight()))
              .timesC()
              .write(o.out())
              .reduce(VectorCommand.Reduction.MAX_ABS, o.max(), 0);
      case Op.GroupScales o ->
          c.label("scales of " + base(o.scale()))
              .count(o.max())
              .a(o.max())
              .times(o.format().inverseLimit())
              .roundedToHalf(o.format().scale().equals(ScaleCode.F16))
              .writeScales(o.scale())
              .special(VectorCommand.Special.RECIP)
              .write(o.inverse());
      case Op.Quantize o -> {
        return quantize(index, o);
      }
      case Op.RotateCosine o ->
          c.label("rotate " + o.in().name() + ", cosine part")
              .count(o.in())
              .a(o.in())
              .periodicC(o.cosine())
              .timesC()
              .write(o.out());
      case Op.RotateSine o ->
          c.label("rotate " + o.in().name())
              .count(o.in())
              .segments(o.head())
              .swappedA(o.in())
              .periodicB(o.sine())
              .timesB()
              .plusC(o.partial())
              .write(o.out())
              .reduce(VectorCommand.Reduction.MAX_ABS, o.max(), 0);
      case Op.GroupMaximum o ->
          c.label("group maxima of " + o.in().name())
              .count(o.in())
              .segments(o.group())
              .a(o.in())
              .reduce(VectorCommand.Reduction.MAX_ABS, o.max(), 0);
      case Op.HeadMaximum o ->
          c.label("largest score")
              .count(o.scores())
              .a(o.scores())
              .reduce(VectorCommand.Reduction.MAX, o.maxima(), o.slot());
      case Op.ExpShifted o ->
          c.label("exponentials")
              .count(o.scores())
              .a(o.scores())
              .fixedB(o.maxima(), o.slot())
              .minusB()
              .times(o.factor())
              .special(VectorCommand.Special.EXP2)
              .write(o.out())
              .reduce(VectorCommand.Reduction.SUM, o.sums(), o.slot());
      case Op.Reciprocal o ->
          c.label("reciprocal sums")
              .count(o.in())
              .a(o.in())
              .special(VectorCommand.Special.RECIP)
              .write(o.out());
      case Op.WeighPositions o -> weigh(c, o);
      case Op.Add o ->
          c.label("residual").count(o.a()).a(o.a()).linearB(o.b()).plusB().write(o.out());
      case Op.ExpPlusOne o ->
          c.label("logistic denominator")
              .count(o.in())
              .a(o.in())
              .times(VectorConstants.MINUS_LOG2_E)
              .special(VectorCommand.Special.EXP2)
              .plusConstant(1f)
              .write(o.out());
      case Op.Gate o ->
          c.label("gate")
              .count(o.gate())
              .segments(o.group())
              .a(o.denominator())
              .special(VectorCommand.Special.RECIP)
              .linearB(o.gate())
              .timesB()
              .linearC(o.up())
              .timesC()
              .write(o.out())
              .reduce(VectorCommand.Reduction.MAX_ABS, o.max(), 0);
      case Op.ArgMax o -> c.label("argmax").count(o.logits()).a(o.logits()).argMax();
      case Op.MultiplyMatrix o -> throw unexpected(o);
      case Op.Scores o -> throw unexpected(o);
      case Op.MixValues o -> throw unexpected(o);
      case Op.StoreHeads o -> throw unexpected(o);
    }
    return List.of(c.step());
  }

  private static IllegalArgumentException unexpected(Op op) {
    return new IllegalArgumentException("no vector operation: " + op);
  }

  private static String base(Value scale) {
    return scale.name().replace(".scale", "");
  }

  private int source() {
    return aux.embeddingOnChip() ? 0 : 2;
  }

  private static VectorCommand.Format format(EmbeddingTable.Form form) {
    return switch (form) {
      case INT8 -> VectorCommand.Format.INT8;
      case F16 -> VectorCommand.Format.F16;
      case F32 -> VectorCommand.Format.F32;
    };
  }

  private void embedding(VectorCommand c, Op.LoadEmbedding o) {
    c.label("embedding")
        .count(o.out())
        .segments(o.group())
        .one()
        .scalarB(o.scales())
        .timesB()
        .external(format(aux.embedding().elements()), source(), aux.codesBase())
        .indexedBy(VectorCommand.Index.TOKEN, aux.codesWords())
        .timesC()
        .write(o.out());
  }

  private void weigh(VectorCommand c, Op.WeighPositions o) {
    c.label("probabilities")
        .count(o.in())
        .segments(o.group())
        .a(o.in())
        .fixedB(o.inverse(), o.slot())
        .timesB()
        .external(VectorCommand.Format.F16, 1, (long) o.kvHead() * kv.valueScaleWords() / 2)
        .layerStride((long) kv.kvHeads() * kv.valueScaleWords() / 2)
        .timesC()
        .write(o.out())
        .reduce(VectorCommand.Reduction.MAX_ABS, o.max(), 0)
        .alsoReads(values);
  }

  /** One command, or one per query head where the heads' codes do not stand side by side. */
  private List<Step> quantize(int index, Op.Quantize o) {
    int elements =
        o.in().extent() instanceof Extent.Fixed fixed ? fixed.elements() : shape.context();
    if (!map.isSpread(o.out())) {
      VectorCommand c =
          new VectorCommand(fabric, map, index, o)
              .label("quantize " + o.in().name())
              .count(o.in())
              .segments(o.group())
              .a(o.in())
              .scalarB(o.inverse())
              .timesB()
              .ofCache(ofCache(o))
              .writeCodes(o.out(), 0, 0, elements);
      return List.of(c.step());
    }
    List<Step> steps = new ArrayList<>();
    for (int head = 0; head < elements / o.group(); head++) {
      VectorCommand c =
          new VectorCommand(fabric, map, index, o)
              .label("quantize " + o.in().name() + ", head " + head)
              .count(o.group())
              .aFrom(o.in(), head * o.group())
              .fixedB(o.inverse(), head)
              .timesB()
              .ofCache(ofCache(o))
              .writeCodes(o.out(), head * map.queryStride(), head * o.group(), o.group());
      steps.add(c.step());
    }
    return steps;
  }

  /** Whether codes have a width of their own, that of the cache. */
  private boolean ofCache(Op.Quantize o) {
    return o.format().bits() != precision.activations().bits();
  }

  /** Where the whole of a vector lands. */
  Step.Result whole(Value value) {
    Region region = map.of(value);
    int most = value.extent().at(shape.context() - 1);
    return new Step.Result(Memory.VM, region.base() * precision.vector(), value, 0, most);
  }
}
