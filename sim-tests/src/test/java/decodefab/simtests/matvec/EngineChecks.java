package decodefab.simtests.matvec;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.CellCheck;
import decodefab.simtests.cell.CellSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests of the matvec and store engines, with fewer random commands than they take. */
public final class EngineChecks {

  /** Scenarios of each run: most faults show in the first ones. */
  private static final List<Integer> RUNS = List.of(2, 24);

  private EngineChecks() {}

  /** Returns a check of each engine. */
  public static List<CellCheck> all() {
    return List.of(store(), onChip(), matvec());
  }

  private static CellCheck store() {
    return new CellCheck(
        "StoreTest",
        List.of("dfab_kv_store", "dfab_kv_place", "dfab_kv_scales", "dfab_kv_elements"),
        source -> {
          List<StoreTile> tiles = StoreTest.tiles();
          return (cell, environment) -> {
            for (StoreTile tile : tiles) {
              EngineBench bench = EngineBench.build("store", tile.parameters(), source);
              StoreTest.check(bench.with(environment), tile);
            }
          };
        });
  }

  private static CellCheck onChip() {
    return new CellCheck(
        "KvMemoryTest",
        List.of("dfab_kv_memory", "dfab_weight_stream"),
        source -> {
          KvMemoryTest.build(source);
          return (cell, environment) -> {
            for (int percent : KvMemoryTest.READY) {
              KvMemoryTest.check(KvMemoryTest.build(source).with(environment), percent);
            }
          };
        });
  }

  private static CellCheck matvec() {
    return new CellCheck(
        "MatvecTest",
        List.of(
            "dfab_matvec",
            "dfab_matvec_accumulate",
            "dfab_matvec_entries",
            "dfab_matvec_held",
            "dfab_matvec_kv_request",
            "dfab_matvec_min_sum",
            "dfab_matvec_rounds",
            "dfab_matvec_scale_product",
            "dfab_matvec_scale_words",
            "dfab_matvec_scales",
            "dfab_matvec_select",
            "dfab_matvec_sums",
            "dfab_matvec_unpack",
            "dfab_matvec_wide",
            "dfab_matvec_writer",
            "dfab_matvec_zeros",
            "dfab_bit_ranks"),
        source -> {
          Map<MatvecTile, List<MatvecScenario>> scenarios = new LinkedHashMap<>();
          for (MatvecTile tile : tiles()) {
            scenarios.put(tile, MatvecTest.everyPace(tile));
          }
          return (cell, environment) -> {
            for (Map.Entry<MatvecTile, List<MatvecScenario>> each : scenarios.entrySet()) {
              matvec(each.getKey(), each.getValue(), source, environment);
            }
          };
        });
  }

  /** Small settings that together have each kind of lane, scale and sparsity. */
  private static List<MatvecTile> tiles() {
    List<MatvecTile> all = MatvecTiles.all();
    return List.of(
        all.get(9),
        MatvecTiles.severalWords(),
        MatvecTiles.plainMinima(),
        all.get(4).skippingZeros(),
        all.get(8),
        all.get(14),
        all.get(15));
  }

  private static void matvec(
      MatvecTile tile,
      List<MatvecScenario> scenarios,
      CellSource source,
      Map<String, String> environment) {
    EngineBench bench = EngineBench.build("matvec", tile.parameters(), source).with(environment);
    for (int count : RUNS) {
      // Apart by the pace, which changes from one scenario to the next but eleven.
      List<MatvecScenario> some = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        some.add(scenarios.get(i * scenarios.size() / count));
      }
      List<MatvecRun> runs = MatvecTest.compare(bench, tile, some);
      if (tile.zeros() && count == RUNS.getLast()) {
        assertThat(runs.stream().mapToInt(MatvecRun::jumped).sum()).isGreaterThan(runs.size());
      }
    }
    if (!tile.zeros()) {
      MatvecTest.compareCycles(bench, tile);
      MatvecTest.compareFollowers(bench, tile);
      MatvecTest.compareBehindScale(bench, tile);
    }
  }
}
