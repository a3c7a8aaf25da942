package decodefab.fuzz;

import java.util.List;

/** What a design has in one {@link Dimension}. */
public interface Part {
  /** Clauses of the design that say it, in lines; empty where it is about the run alone. */
  List<String> clauses();

  /** In a few words, for the line of a design. */
  String summary();

  /** The bins of its dimension that it falls in, see {@link Dimension#bins}. */
  List<String> bins();

  /**
   * Parts of the same dimension that say less, the boldest simplification first. They need not be
   * legal beside the other parts: that is for the checker to say.
   */
  List<Part> simpler();
}
