package decodefab.plan;

import static decodefab.plan.InstructionField.*;

import decodefab.graph.Extent;
import decodefab.graph.Op;
import decodefab.graph.Value;
import decodefab.plan.Region.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects one vector instruction in the words of its operands; see "Vector command" in FABRIC.md.
 */
final class VectorCommand {
  /** Format of the external operand; the ordinal is its code. */
  enum Format {
    F32,
    F16,
    INT8
  }

  /** What the external operand's address is multiplied with; the ordinal is its code. */
  enum Index {
    NONE,
    TOKEN,
    POSITION
  }

  /** Special functions; the ordinal is the code. */
  enum Special {
    PASS,
    EXP2,
    RECIP,
    RSQRT
  }

  /** Reductions; the ordinal is the code. */
  enum Reduction {
    NONE,
    SUM,
    MAX,
    MAX_ABS,
    ARG_MAX
  }

  private final FabricParameters fabric;
  private final MemoryMap map;
  private final int opIndex;
  private final Op op;
  private final Instruction.Builder fields = Instruction.of(Engine.VECTOR);
  private final List<Region> reads = new ArrayList<>();
  private final List<Region> writes = new ArrayList<>();
  private final List<Step.Result> results = new ArrayList<>();
  private String label = "";

  VectorCommand(FabricParameters fabric, MemoryMap map, int opIndex, Op op) {
    this.fabric = fabric;
    this.map = map;
    this.opIndex = opIndex;
    this.op = op;
  }

  Step step() {
    return new Step(fields.build(), label, opIndex, op, reads, writes, results);
  }

  VectorCommand label(String text) {
    label = text;
    return this;
  }

  VectorCommand count(Value value) {
    switch (value.extent()) {
      case Extent.Fixed fixed -> fields.set(VE_N, fixed.elements());
      case Extent.Positions p -> fields.set(VE_N_MODE, 1);
      case Extent.PositionGroups g -> fields.set(VE_N_MODE, 2);
    }
    return this;
  }

  VectorCommand count(int elements) {
    fields.set(VE_N, elements);
    return this;
  }

  /**
   * Segments of so many elements. One that holds any whole vector is written as 0, a single
   * segment.
   */
  VectorCommand segments(int elements) {
    int words = Math.ceilDiv(elements, fabric.vector());
    fields.set(VE_SEG_WORDS, VE_SEG_WORDS.holds(words) ? words : 0);
    return this;
  }

  VectorCommand a(Value value) {
    return aFrom(value, 0);
  }

  VectorCommand aFrom(Value value, int element) {
    fields.set(VE_A_BASE, read(value).base() + element / fabric.vector());
    fields.set(VE_A_MEM, memoryBit(value));
    return this;
  }

  VectorCommand swappedA(Value value) {
    fields.set(VE_A_SWAP, 1);
    return a(value);
  }

  VectorCommand one() {
    fields.set(VE_A_ONE, 1);
    return this;
  }

  VectorCommand linearB(Value value) {
    fields.set(VE_B_MODE, 1).set(VE_B_MEM, memoryBit(value)).set(VE_B_BASE, read(value).base());
    return this;
  }

  VectorCommand periodicB(Value value) {
    fields.set(VE_B_MODE, 2).set(VE_B_BASE, read(value).base()).set(VE_PERIOD, words(value));
    return this;
  }

  VectorCommand scalarB(Value value) {
    fields.set(VE_B_MODE, 3).set(VE_B_MEM, 1).set(VE_B_BASE, element(read(value), 0));
    return this;
  }

  VectorCommand fixedB(Value value, int element) {
    Region region = map.of(value);
    reads.add(elements(region, element, 1));
    fields.set(VE_B_MODE, 5).set(VE_B_MEM, 1).set(VE_B_BASE, element(region, element));
    return this;
  }

  VectorCommand plusB() {
    fields.set(VE_B_USE, 1);
    return this;
  }

  VectorCommand minusB() {
    fields.set(VE_B_USE, 2);
    return this;
  }

  VectorCommand timesB() {
    fields.set(VE_B_USE, 3);
    return this;
  }

  VectorCommand addConstant(float constant) {
    fields.set(VE_B_MODE, 4).set(VE_B_USE, 1).set(VE_IMM1, constant);
    return this;
  }

  VectorCommand times(float constant) {
    fields.set(VE_PRE_MUL, 1).set(VE_IMM0, constant);
    return this;
  }

  VectorCommand roundedToHalf(boolean half) {
    fields.set(VE_ROUND_F16, half ? 1 : 0);
    return this;
  }

  VectorCommand special(Special function) {
    fields.set(VE_SFU, function.ordinal());
    return this;
  }

  VectorCommand linearC(Value value) {
    fields.set(VE_C_MODE, 1).set(VE_C_BASE, read(value).base());
    return this;
  }

  VectorCommand periodicC(Value value) {
    fields.set(VE_C_MODE, 2).set(VE_C_BASE, read(value).base()).set(VE_PERIOD, words(value));
    return this;
  }

  VectorCommand external(Format format, int source, long base) {
    fields.set(VE_C_MODE, 3).set(VE_EXT_FMT, format.ordinal()).set(VE_EXT_SRC, source);
    fields.set(VE_EXT_BASE, base);
    return this;
  }

  VectorCommand indexedBy(Index index, long stride) {
    fields.set(VE_EXT_INDEX, index.ordinal()).set(VE_EXT_INDEX_STRIDE, stride);
    return this;
  }

  VectorCommand layerStride(long stride) {
    fields.set(VE_EXT_LAYER_STRIDE, stride);
    return this;
  }

  VectorCommand timesC() {
    fields.set(VE_C_USE, 1);
    return this;
  }

  VectorCommand plusC(Value value) {
    fields.set(VE_C_USE, 2);
    return linearC(value);
  }

  VectorCommand plusConstant(float constant) {
    fields.set(VE_C_USE, 3).set(VE_IMM1, constant);
    return this;
  }

  VectorCommand write(Value value) {
    Region region = written(value);
    fields.set(VE_DST_MEM, region.memory() == Memory.VM ? 1 : 2).set(VE_DST_BASE, region.base());
    result(region, value, element(region, 0), 0, Integer.MAX_VALUE);
    return this;
  }

  /** Whether codes are clamped to what the KV cache holds, instead of what activations may be. */
  VectorCommand ofCache(boolean cache) {
    fields.set(VE_Q_KV, cache ? 1 : 0);
    return this;
  }

  VectorCommand writeCodes(Value value, int offset, int from, int count) {
    Region region = map.of(value);
    int words = Math.ceilDiv(count, fabric.vector());
    int first = region.base() + offset / fabric.vector();
    writes.add(new Region(Memory.QM, value.name(), first, words));
    fields.set(VE_WR_Q, 1).set(VE_Q_BASE, region.base() + offset / fabric.vector());
    result(region, value, element(region, offset), from, count);
    return this;
  }

  VectorCommand writeScales(Value value) {
    Region region = written(value);
    fields.set(VE_WR_QS, 1).set(VE_QS_BASE, region.base());
    result(region, value, element(region, 0), 0, Integer.MAX_VALUE);
    return this;
  }

  VectorCommand reduce(Reduction kind, Value value, int first) {
    Region region = map.of(value);
    int whole = region.words() * fabric.vector();
    writes.add(elements(region, first, kind == Reduction.MAX_ABS ? whole - first : 1));
    fields.set(VE_REDUCE, kind.ordinal()).set(VE_R_BASE, element(region, first));
    int count = kind == Reduction.MAX_ABS ? Integer.MAX_VALUE : 1;
    result(region, value, element(region, first), first, count);
    return this;
  }

  VectorCommand argMax() {
    fields.set(VE_REDUCE, Reduction.ARG_MAX.ordinal());
    return this;
  }

  VectorCommand alsoReads(Region region) {
    reads.add(region);
    return this;
  }

  private int element(Region region, int offset) {
    return region.base() * fabric.vector() + offset;
  }

  private int words(Value value) {
    return Math.ceilDiv(value.extent().at(0), fabric.vector());
  }

  private static int memoryBit(Value value) {
    return value.kind() == Value.Kind.SCALARS ? 1 : 0;
  }

  private Region read(Value value) {
    Region region = map.of(value);
    reads.add(whole(region));
    return region;
  }

  private Region written(Value value) {
    Region region = map.of(value);
    writes.add(whole(region));
    return region;
  }

  /**
   * What an instruction touches, for the ordering: scalars are counted in elements, since heads
   * that reduce to neighbouring elements need not wait for each other.
   */
  private Region whole(Region region) {
    return region.memory() == Memory.SM
        ? elements(region, 0, region.words() * fabric.vector())
        : region;
  }

  private Region elements(Region region, int first, int count) {
    return new Region(Memory.SM, region.name(), element(region, first), count);
  }

  private void result(Region region, Value value, int address, int from, int count) {
    results.add(new Step.Result(region.memory(), address, value, from, count));
  }
}
