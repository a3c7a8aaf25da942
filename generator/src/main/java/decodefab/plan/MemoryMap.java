package decodefab.plan;

import decodefab.graph.DecodeGraph;
import decodefab.graph.Op;
import decodefab.graph.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the graph's values live on chip. Every value has a region of its own for the whole program;
 * what the graph writes in place shares it by name.
 */
public final class MemoryMap {
  private final FabricParameters fabric;
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final int[] next = new int[Region.Memory.values().length];
  private final int headDim;
  private final int queryStride;
  private final Set<String> spread = new HashSet<>();

  private MemoryMap(DecodeGraph graph, FabricParameters fabric) {
    this.fabric = fabric;
    this.headDim = graph.shape().headDim();
    this.queryStride = Math.ceilDiv(graph.shape().headDim(), fabric.cols()) * fabric.cols();
  }

  /** Allocates every value of a graph, in program order. */
  public static MemoryMap allocate(DecodeGraph graph, FabricParameters fabric) {
    MemoryMap map = new MemoryMap(graph, fabric);
    int context = graph.shape().context();
    for (List<Op> section : List.of(graph.prologue(), graph.body(), graph.epilogue())) {
      for (Op op : section) {
        op.outputs().forEach(value -> map.add(value, value.extent().at(context - 1)));
        if (op instanceof Op.Scores s) {
          map.spread(s.codes(), graph.shape().heads());
        }
      }
    }
    return map;
  }

  private void add(Value value, int elements) {
    if (regions.containsKey(value.name())) {
      return;
    }
    Region.Memory memory =
        switch (value.kind()) {
          case VECTOR -> Region.Memory.VM;
          case SCALARS -> Region.Memory.SM;
          case CODES -> Region.Memory.QM;
          case SCALES -> Region.Memory.QS;
        };
    // Results arrive a tile of rows at a time, and codes leave a tile of columns at a time.
    int unit =
        switch (value.kind()) {
          case VECTOR -> Math.max(fabric.rows(), fabric.vector());
          case CODES -> Math.max(fabric.windowCols(), fabric.vector());
          case SCALARS, SCALES -> fabric.vector();
        };
    place(memory, value.name(), Math.ceilDiv(elements, unit) * unit / fabric.vector());
  }

  /**
   * Query codes of different heads are read by themselves: each head starts at a whole tile of
   * columns.
   */
  private void spread(Value queries, int heads) {
    Region old = regions.get(queries.name());
    int words = heads * queryStride / fabric.vector();
    if (heads > 1 && queryStride != headDim) {
      spread.add(queries.name());
      regions.remove(queries.name());
      place(Region.Memory.QM, queries.name(), Math.max(words, old.words()));
    }
  }

  private void place(Region.Memory memory, String name, int words) {
    int align = memory == Region.Memory.QM ? Math.max(1, fabric.windowCols() / fabric.vector()) : 1;
    int base = Math.ceilDiv(next[memory.ordinal()], align) * align;
    regions.put(name, new Region(memory, name, base, words));
    next[memory.ordinal()] = base + words;
  }

  /** Region of a value. */
  public Region of(Value value) {
    return regions.get(value.name());
  }

  /** Whether a value's heads do not stand side by side, but {@link #queryStride} apart. */
  public boolean isSpread(Value value) {
    return spread.contains(value.name());
  }

  /** Elements from one query head's codes to the next. */
  public int queryStride() {
    return queryStride;
  }

  /** Words that a memory needs, at least 1. */
  public int depth(Region.Memory memory) {
    int align = Math.max(1, fabric.windowCols() / fabric.vector());
    return Math.max(1, Math.ceilDiv(next[memory.ordinal()], align) * align);
  }

  /** All regions, in the order of their allocation. */
  public List<Region> regions() {
    return List.copyOf(regions.values());
  }
}
