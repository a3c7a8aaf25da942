package decodefab.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.tech.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetlistTest {
  @TempDir private Path folder;

  private Netlist read(String text) throws IOException {
    return NetlistReader.read(Files.writeString(folder.resolve("n.json"), text), "x_top");
  }

  private static final String NETLIST =
      """
      {"creator": "Yosys", "modules": {
        "x_top": {"attributes": {"top": "1", "src": "x.dfab:2.8"}, "ports": {"clk": {"bits": [2]}},
          "cells": {
            "u_core": {"hide_name": 0, "type": "x_core", "connections": {"a": [3, 4]}},
            "lut$1": {"type": "LUT6", "parameters": {"INIT": "01"}},
            "lut$2": {"type": "LUT6"}},
          "netnames": {"u_core": {"bits": [5]}}},
        "x_core": {"cells": {
            "a": {"type": "FDRE"}, "m": {"type": "DSP48E2"}, "r": {"type": "RAMB18E2"},
            "s": {"type": "RAM64M8"}, "o": {"type": "OTHER"}, "w": {"type": "wires"}}},
        "wires": {"cells": {}},
        "LUT6": {"attributes": {"blackbox": "1"}, "cells": {}},
        "DSP48E2": {"attributes": {"whitebox": "1"}, "cells": {"inner": {"type": "$mul"}}}
      }}
      """;

  @Test
  void takesModulesApartAndLeavesModelsOfTheDeviceWhole() throws IOException {
    Netlist netlist = read(NETLIST);
    Netlist.Module top = netlist.modules().get("x_top");
    assertThat(top.cells()).isEqualTo(Map.of("LUT6", 2L));
    assertThat(top.instances()).containsExactly(new Netlist.Instance("u_core", "x_core"));
    assertThat(netlist.modules().get("x_core").cells())
        .as("wires are a module, not a cell")
        .isEqualTo(Map.of("FDRE", 1L, "DSP48E2", 1L, "RAMB18E2", 1L, "RAM64M8", 1L, "OTHER", 1L));
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> read("{\"modules\": {}}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no module x_top");
    assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("{\"modules\": {\"x_top\": {\"cells\": {"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void cellsHaveTheAreaOfTheirFamily() {
    assertThat(CellFamily.XILINX.area("LUT3")).contains(new Area(1, 0, 0, 0, 0));
    assertThat(CellFamily.XILINX.area("FDRE")).contains(new Area(0, 1, 0, 0, 0));
    assertThat(CellFamily.XILINX.area("RAM32M16")).contains(new Area(8, 0, 0, 0, 0));
    assertThat(CellFamily.XILINX.area("RAMB18E2")).contains(new Area(0, 0, 0, 0.5, 0));
    assertThat(CellFamily.XILINX.area("MUXF7")).contains(Area.NONE);
    assertThat(CellFamily.XILINX.area("LUT4_VARIANT")).isEmpty();
    assertThat(CellFamily.ECP5.area("DP16KD")).contains(new Area(0, 0, 0, 0.5, 0));
    assertThat(CellFamily.ECP5.area("CCU2C")).contains(new Area(2, 0, 0, 0, 0));
    assertThat(CellFamily.ECP5.area("LUT6")).isEmpty();
    assertThat(CellFamily.ICE40.area("SB_DFFSR")).contains(new Area(0, 1, 0, 0, 0));
  }

  @Test
  void comparesPartByPart() {
    AreaComparison areas =
        AreaComparison.of(
            Map.of("engine", new Area(110, 50, 2, 0, 0)),
            Map.of("engine", new Area(100, 100, 2, 0, 0), "host", new Area(10, 0, 0, 1, 0)));
    assertThat(areas.rows()).hasSize(3);
    assertThat(areas.total().counted()).isEqualTo(new Area(110, 100, 2, 1, 0));
    AreaComparison.Row engine = areas.rows().getFirst();
    assertThat(engine.error(AreaComparison.Resource.LUT).orElseThrow()).isCloseTo(0.1, by());
    assertThat(engine.error(AreaComparison.Resource.FF).orElseThrow()).isCloseTo(-0.5, by());
    assertThat(engine.error(AreaComparison.Resource.BRAM36)).isEmpty();
  }

  private static org.assertj.core.data.Offset<Double> by() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
