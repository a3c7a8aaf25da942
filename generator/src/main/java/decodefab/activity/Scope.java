package decodefab.activity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An instance in the hierarchy, with its nets and the instances in it, in their order. */
final class Scope {
  /**
   * A net.
   *
   * @param left index of its leftmost bit
   * @param right index of its rightmost bit
   * @param ranged whether it was declared with a range
   */
  record Net(String name, Signal signal, int left, int right, boolean ranged) {}

  private final Map<String, Scope> inner = new LinkedHashMap<>();
  private final List<Net> nets = new ArrayList<>();

  Scope inner(String name) {
    return inner.computeIfAbsent(name, n -> new Scope());
  }

  void add(Net net) {
    nets.add(net);
  }

  Map<String, Scope> inner() {
    return inner;
  }

  List<Net> nets() {
    return nets;
  }
}
