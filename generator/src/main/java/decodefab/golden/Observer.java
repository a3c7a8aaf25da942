package decodefab.golden;

import decodefab.graph.Op;

/** Sees what the golden interpreter computes, one operation at a time. */
@FunctionalInterface
public interface Observer {
  /** Sees nothing. */
  Observer NONE = (section, index, layer, op, values) -> {};

  /**
   * Called after an operation.
   *
   * @param section the part of the graph that the operation stands in
   * @param index its place in that part
   * @param layer layer, 0 outside the body
   * @param op the operation
   * @param values the values as they are now; valid during the call only
   */
  void after(Section section, int index, int layer, Op op, Values values);

  /** A part of the graph. */
  enum Section {
    PROLOGUE,
    BODY,
    EPILOGUE
  }
}
