package decodefab.simtests.cell;

import decodefab.simtests.cell.FpCellTest.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests of single cells, with fewer random operands than the tests themselves take. */
public final class CellChecks {

  private static final int RANDOM_OPERANDS = 60_000;

  private CellChecks() {}

  /** Returns a check for each bench. */
  public static List<CellCheck> all() {
    return List.of(
        new CellCheck(
            "FpCellTest",
            List.of(
                "dfab_fp_add",
                "dfab_fp_mul",
                "dfab_fp_max",
                "dfab_fp_from_int",
                "dfab_fp_from_f16",
                "dfab_fp_to_f16",
                "dfab_fp_to_int",
                "dfab_fp_sfu",
                "dfab_fp_sfu_rom"),
            cells -> {
              VerilatorBatch batch = VerilatorBatch.build("bench/bench_fp.v", Map.of(), cells);
              return (cell, environment) -> numbers(batch.with(environment), cell);
            }),
        new CellCheck(
            "DecodeCellTest",
            List.of("dfab_decode"),
            cells -> {
              VerilatorBatch batch = DecodeCellTest.elements(cells);
              return (cell, environment) -> DecodeCellTest.elements(batch.with(environment));
            }),
        new CellCheck(
            "DecodeCellTest",
            List.of("dfab_scale_decode"),
            cells -> {
              VerilatorBatch batch = DecodeCellTest.scales(cells);
              return (cell, environment) -> DecodeCellTest.scales(batch.with(environment));
            }),
        new CellCheck(
            "MemoryCellTest",
            List.of("dfab_ram_1r1w", "dfab_rom"),
            cells -> {
              VerilatorBatch batch = MemoryCellTest.build(cells);
              return (cell, environment) -> MemoryCellTest.check(batch.with(environment));
            }),
        new CellCheck(
            "RunControlTest",
            List.of("dfab_run_control"),
            cells -> {
              VerilatorBatch batch = RunControlTest.build(cells);
              return (cell, environment) -> RunControlTest.check(batch.with(environment));
            }),
        new CellCheck(
            "CountersTest",
            List.of("dfab_counters"),
            cells -> {
              VerilatorBatch batch = CountersTest.build(cells);
              return (cell, environment) -> CountersTest.check(batch.with(environment));
            }));
  }

  private static void numbers(VerilatorBatch batch, Optional<String> cell) {
    String kind = cell.map(name -> name.replaceAll("dfab_fp_|_rom", "")).orElse("\\w*");
    List<Output> outputs =
        FpCellTest.outputs().filter(o -> o.name().matches(kind + "( .*)?")).toList();
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("no output of the bench is of " + cell);
    }
    FpOperands random = new FpOperands(7);
    for (Output output : outputs) {
      FpCellTest.checkLatency(batch, output);
      FpCellTest.check(batch, output, FpOperands.edgePairs());
    }
    for (Output output : outputs) {
      FpCellTest.check(batch, output, random.pairs(RANDOM_OPERANDS));
    }
    if (outputs.get(0).name().startsWith("from_int")) {
      int[] ties = new FpOperands(17).integersAtTies(RANDOM_OPERANDS);
      for (Output output : outputs) {
        FpCellTest.check(batch, output, ties);
      }
    }
    if (outputs.get(0).name().equals("from_f16")) {
      FpCellTest.check(batch, outputs.get(0), FpCellTest.everyF16());
    }
  }
}
