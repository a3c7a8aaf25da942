package decodefab.coverage;

import decodefab.format.Offset;
import decodefab.format.TensorFormat;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LayerRun;
import decodefab.plan.MatrixPlacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Functional coverage: which weight formats were decoded with which sparsity, out of which memory,
 * at which positions. A bin is the four of them, joined by {@code |}; it is hit by a matrix of a
 * design whose every value equalled golden.
 */
public final class FunctionalCoverage {
  /** Kinds of weight formats: what the lanes have to decode. */
  public static final List<String> FORMATS =
      List.of(
          "int2",
          "int3",
          "int4",
          "int5",
          "int6",
          "int7",
          "int8",
          "int zero point",
          "int min",
          "ternary",
          "ternary packed",
          "float4",
          "float6",
          "float8",
          "codebook");

  private static final String SKIPPED = "skipped";

  /**
   * How a sparse matrix says where its weights stand; and whatever it is, that activations which
   * are zero are left out of its products, which is on chip only.
   */
  public static final List<String> SPARSITIES =
      List.of("dense", "places", "bitmap", "blocks", SKIPPED);

  /** Where a matrix stands. */
  public static final List<String> TIERS = List.of("on chip", "ddr", "hbm");

  /**
   * Positions: the first has no past, and sums of values change with the group of probabilities.
   */
  public static final List<String> POSITIONS = List.of("first", "first group", "later groups");

  private FunctionalCoverage() {}

  /** Bins that a design has hit when it decoded positions 0 to {@code tokens - 1}. */
  public static List<String> bins(HardwarePlan plan, int tokens) {
    TreeSet<String> bins = new TreeSet<>();
    for (MatrixPlacement matrix : matrices(plan)) {
      for (String position : positions(plan, tokens)) {
        for (String sparsity : sparsities(plan, matrix)) {
          bins.add(
              String.join("|", format(matrix.format()), sparsity, tier(plan, matrix), position));
        }
      }
    }
    return List.copyOf(bins);
  }

  private static List<MatrixPlacement> matrices(HardwarePlan plan) {
    List<MatrixPlacement> all = new ArrayList<>(List.of(plan.head()));
    for (LayerRun run : plan.runs()) {
      all.addAll(run.matrices().values());
    }
    return all;
  }

  private static List<String> positions(HardwarePlan plan, int tokens) {
    List<String> reached = new ArrayList<>(List.of("first"));
    if (tokens > 1) {
      reached.add("first group");
    }
    if (tokens > plan.fabric().probabilityGroup()) {
      reached.add("later groups");
    }
    return reached;
  }

  static String format(TensorFormat format) {
    String name = format.element().name();
    if (format.packedTrits()) {
      return "ternary packed";
    }
    if (name.startsWith("ternary")) {
      return "ternary";
    }
    if (name.startsWith("codebook")) {
      return "codebook";
    }
    if (name.startsWith("float")) {
      return "float" + format.element().bits();
    }
    return switch (format.offset()) {
      case Offset.None none -> "int" + format.element().bits();
      case Offset.ZeroPoint zero -> "int zero point";
      case Offset.Min min -> "int min";
    };
  }

  private static List<String> sparsities(HardwarePlan plan, MatrixPlacement matrix) {
    String own = sparsity(matrix);
    return plan.fabric().skipsZeros() ? List.of(own, SKIPPED) : List.of(own);
  }

  private static String sparsity(MatrixPlacement matrix) {
    if (matrix.isListed()) {
      return "blocks";
    }
    return !matrix.pattern().isSparse()
        ? "dense"
        : matrix.pattern().hasBitmap() ? "bitmap" : "places";
  }

  private static String tier(HardwarePlan plan, MatrixPlacement matrix) {
    return matrix.onChip()
        ? "on chip"
        : plan.tier().orElseThrow().memory().kind().text().startsWith("hbm") ? "hbm" : "ddr";
  }

  /** Whether there is such a matrix: packed trits have no places beside them. */
  private static boolean possible(String format, String sparsity, String tier) {
    boolean chosen = sparsity.equals("places") || sparsity.equals("bitmap");
    return sparsity.equals(SKIPPED)
        ? tier.equals("on chip")
        : !chosen || !format.equals("ternary packed");
  }

  /** Every bin that a design can hit. */
  public static List<String> all() {
    return FORMATS.stream()
        .flatMap(
            f ->
                SPARSITIES.stream()
                    .flatMap(
                        s ->
                            TIERS.stream()
                                .filter(t -> possible(f, s, t))
                                .map(t -> f + "|" + s + "|" + t)))
        .flatMap(b -> POSITIONS.stream().map(p -> b + "|" + p))
        .toList();
  }

  /** How often each bin was hit, 0 for a hole; bins that no list knows come last. */
  public static Map<String, Integer> count(Collection<List<String>> hits) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    all().forEach(bin -> counts.put(bin, 0));
    hits.stream()
        .flatMap(Collection::stream)
        .sorted()
        .forEach(bin -> counts.merge(bin, 1, Integer::sum));
    return counts;
  }
}
