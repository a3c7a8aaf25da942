package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.format.SparsePattern;
import decodefab.graph.DecodeGraph;
import decodefab.graph.Precision;
import decodefab.plan.MatvecFormats.Decoder;
import decodefab.tech.Multiplier;
import java.util.List;
import java.util.OptionalInt;

/**
 * Chooses the lanes of the matvec engine.
 *
 * <p>Lanes that all formats share are as wide as the widest, be it the KV cache's. Wide lanes of
 * their own are fewer, so that a word of a wide format takes several cycles: that costs nothing
 * while its memory brings the words no faster, and little while they are few.
 */
final class LanePlanner {
  /** Share of the matvec engine's work that wide lanes may add, at half the context. */
  private static final double MOST_ADDED = 0.02;

  private final Design design;
  private final DecodeGraph graph;
  private final MatvecFormats formats;
  private final List<String> decisions;

  private LanePlanner(
      Design design, DecodeGraph graph, MatvecFormats formats, List<String> decisions) {
    this.design = design;
    this.graph = graph;
    this.formats = formats;
    this.decisions = decisions;
  }

  /**
   * The lanes of a design.
   *
   * @param decisions where the reasons are added
   */
  static LanePlan plan(
      Design design, DecodeGraph graph, MatvecFormats formats, List<String> decisions) {
    return new LanePlanner(design, graph, formats, decisions).plan();
  }

  private LanePlan plan() {
    int rows = design.tile().rows();
    int wideRows = wideRows();
    int bits = wideRows < rows ? LanePlan.narrowBits(formats) : formats.valueBits();
    MultiplierChooser chooser =
        new MultiplierChooser(design.target(), formats.activationBits(), decisions);
    // Rows share an activation, as two products of one multiplier must, where lanes choose none.
    boolean pairs = rows % 2 == 0 && formats.span() == 1;
    return new LanePlan(
        rows,
        wideRows,
        bits,
        formats.valueBits(),
        chooser.choose("lanes", bits, pairs),
        wideRows < rows
            ? chooser.choose("wide lanes", formats.valueBits(), wideRows % 2 == 0)
            : Multiplier.DSP);
  }

  private int wideRows() {
    int rows = design.tile().rows();
    int narrow = LanePlan.narrowBits(formats);
    OptionalInt written = design.datapath().wideLanes();
    if (narrow == 0) {
      decisions.add("all formats share the lanes: none is narrower than the KV cache's");
    } else if (formats.decoders().stream().noneMatch(LanePlan::fitsWide)) {
      decisions.add("all formats share the lanes: no dense one has " + LanePlan.WIDE + " bits");
    } else if (narrow >= formats.valueBits()) {
      decisions.add("all formats share the lanes: zero points or sparsity keep them as wide");
    } else if (written.isPresent()) {
      int wideRows = written.getAsInt() / design.tile().cols();
      decisions.add(lanes(wideRows) + ", as the design says");
      return wideRows;
    } else {
      int wideRows = rows / phases();
      decisions.add(lanes(wideRows) + ": " + reason(rows / wideRows));
      return wideRows;
    }
    return rows;
  }

  private String lanes(int wideRows) {
    int rows = design.tile().rows();
    return wideRows == rows
        ? "all formats share the lanes"
        : "%d wide lanes of %d bit, %d cycles per word, and %d narrow ones of %d bit"
            .formatted(
                wideRows * design.tile().cols(),
                formats.valueBits(),
                rows / wideRows,
                rows * design.tile().cols(),
                LanePlan.narrowBits(formats));
  }

  /** The most cycles per wide word that cost next to no time. */
  private int phases() {
    int phases = 1;
    while (phases < design.tile().rows() && (free(2 * phases) || added(2 * phases) <= MOST_ADDED)) {
      phases *= 2;
    }
    return phases;
  }

  private String reason(int phases) {
    if (phases == 1) {
      return "half as many wide ones would add %.0f %% to the matvec engine's work at half the context"
          .formatted(100 * added(2));
    }
    return added(phases) <= MOST_ADDED
        ? "that adds %.1f %% to the matvec engine's work at half the context"
            .formatted(100 * added(phases))
        : "the memory of the KV cache brings its words no faster";
  }

  /** Whether only the cache has wide words, and its memory takes so long for each. */
  private boolean free(int phases) {
    Memory memory = design.tierOf("kv_cache");
    double clock = design.datapath().clockHz();
    double vectors = graph.shape().groupSize();
    return !memory.onChip()
        && weights(true) == 0
        && phases * vectors * memory.peakBytesPerSecond(clock) <= design.datapath().lanes() * clock;
  }

  /** What so many cycles per wide word add to the engine's products, as a share of them. */
  private double added(int phases) {
    boolean wideCache = LanePlan.fitsWide(formats.decoders().get(0));
    double wide = (wideCache ? cache() : 0) + weights(true);
    double narrow = (wideCache ? 0 : cache()) + weights(false);
    return (phases - 1) * wide / (wide + narrow);
  }

  /** Products of keys and values at half the context. */
  private double cache() {
    double positions = graph.shape().context() / 2.0;
    return 2.0 * graph.shape().layers() * graph.shape().queryDim() * positions;
  }

  /** Products of a token with weights of either kind. */
  private double weights(boolean wide) {
    double products = weights("lm_head", 0, wide);
    for (int layer = 0; layer < graph.shape().layers(); layer++) {
      for (String role : Precision.LAYER_ROLES) {
        products += weights(role, layer, wide);
      }
    }
    return products;
  }

  private double weights(String role, int layer, boolean wide) {
    SparsePattern stored = graph.precision().pattern(role, layer);
    Decoder decoder = Decoder.of(graph.precision().format(role, layer), stored);
    return LanePlan.fitsWide(decoder) == wide
        ? (double) graph.rows(role) * stored.storedCols(graph.columns(role)) / stored.span()
        : 0;
  }
}
