package decodefab.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a graph against its rules: every value is written before it is read, and means one thing.
 */
final class GraphVerifier {
  private final Map<String, Value> known = new HashMap<>();
  private final Set<String> written = new HashSet<>();

  private GraphVerifier() {}

  /**
   * Checks a graph.
   *
   * @throws IllegalArgumentException for a value that is read before it is written, or that has one
   *     name and two extents: always a fault of the compiler, never of its input
   */
  static void verify(List<Op> prologue, List<Op> body, List<Op> epilogue) {
    GraphVerifier verifier = new GraphVerifier();
    verifier.section(prologue);
    verifier.section(body);
    verifier.section(epilogue);
  }

  private void section(List<Op> ops) {
    for (Op op : ops) {
      for (Value in : op.inputs()) {
        check(in);
        if (!written.contains(in.name())) {
          throw new IllegalArgumentException(in.name() + " is read before it is written");
        }
      }
      for (Value out : op.outputs()) {
        check(out);
        written.add(out.name());
      }
    }
  }

  private void check(Value value) {
    Value before = known.putIfAbsent(value.name(), value);
    if (before != null && !before.equals(value)) {
      throw new IllegalArgumentException(before.text() + " against " + value.text());
    }
  }
}
