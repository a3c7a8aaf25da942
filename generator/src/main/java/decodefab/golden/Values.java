package decodefab.golden;

import decodefab.graph.DecodeGraph;
import decodefab.graph.Op;
import decodefab.graph.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The present contents of every value of a graph: fp32 elements, or integer codes. */
public final class Values {
  private final Map<String, float[]> floats = new HashMap<>();
  private final Map<String, short[]> codes = new HashMap<>();

  /** The same by the graph's own objects: an operation finds its operands without their names. */
  private final IdentityHashMap<Value, float[]> floatsOf = new IdentityHashMap<>();

  private final IdentityHashMap<Value, short[]> codesOf = new IdentityHashMap<>();

  Values(DecodeGraph graph) {
    for (List<Op> section : List.of(graph.prologue(), graph.body(), graph.epilogue())) {
      for (Op op : section) {
        op.outputs().forEach(value -> allocate(value, graph.shape().context()));
        op.inputs().forEach(this::remember);
        op.outputs().forEach(this::remember);
      }
    }
  }

  private void allocate(Value value, int context) {
    int elements = value.extent().at(context - 1);
    switch (value.kind()) {
      case VECTOR, SCALARS, SCALES ->
          floats.computeIfAbsent(value.name(), n -> new float[elements]);
      case CODES -> codes.computeIfAbsent(value.name(), n -> new short[elements]);
    }
  }

  private void remember(Value value) {
    switch (value.kind()) {
      case VECTOR, SCALARS, SCALES -> floatsOf.put(value, floats.get(value.name()));
      case CODES -> codesOf.put(value, codes.get(value.name()));
    }
  }

  /** Elements of a value that is not {@link Value.Kind#CODES}; as long as at the last position. */
  public float[] floats(Value value) {
    float[] own = floatsOf.get(value);
    return own == null ? floats.get(value.name()) : own;
  }

  /** Codes of a quantized value. */
  public short[] codes(Value value) {
    short[] own = codesOf.get(value);
    return own == null ? codes.get(value.name()) : own;
  }
}
