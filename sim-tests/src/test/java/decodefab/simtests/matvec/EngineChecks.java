package decodefab.simtests.matvec;

import decodefab.simtests.cell.CellCheck;
import java.util.List;

/** The tests of the store engine and of the memory beside it. */
public final class EngineChecks {

  private EngineChecks() {}

  /** Returns a check of each engine. */
  public static List<CellCheck> all() {
    return List.of(store(), onChip());
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
}
