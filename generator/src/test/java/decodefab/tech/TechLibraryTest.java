package decodefab.tech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TechLibraryTest {
  private static final TechLibrary LIBRARY = TechLibrary.load();
  private static final String HEADER = "item,attribute,low,nominal,high,unit,sure,source\n";

  @ParameterizedTest
  @CsvSource({
    "memory-energy.csv, 44",
    "fabric-energy.csv, 18",
    "devices.csv, 121",
    "boards.csv, 42",
    "area.csv, 229",
    "asic.csv, 45"
  })
  void everyRowIsRead(String name, int rows) {
    // Order, finiteness, sign and source of every row are the constructor's own checks.
    Map<String, Map<String, Quantity>> table = TechTable.load(name).rows();
    assertThat(table.values().stream().mapToInt(Map::size).sum()).isEqualTo(rows);
  }

  @ParameterizedTest
  @EnumSource(MemoryKind.class)
  void everyMemoryIsPlausible(MemoryKind kind) {
    MemoryEnergy energy = LIBRARY.memoryEnergy(kind);
    assertThat(energy.perBit().low()).isBetween(3.0, 45.0);
    assertThat(energy.perBit().high()).isBetween(8.0, 45.0);
    assertThat(energy.utilisation().high()).isLessThanOrEqualTo(1);
    assertThat(MemoryKind.ofKey(kind.key())).contains(kind);
  }

  @Test
  void onChipBytesFollowFromTheBlocks() {
    for (Device device : LIBRARY.devices()) {
      // Agilex counts M20K blocks, whose byte total is a recalled figure of its own.
      double tolerance = device.part().equals("agm039") ? 0.1 : 0.002;
      double bytes = device.bram36().nominal() * 4608 + device.uram().nominal() * 36864;
      assertThat(device.onChip().nominal())
          .as(device.part())
          .isCloseTo(bytes, within(bytes * tolerance));
    }
  }

  @Test
  void knowsTheDevicesThatDesignsMayTarget() {
    assertThat(LIBRARY.devices())
        .extracting(Device::part)
        .containsExactly(
            "xcu280",
            "xcu55c",
            "xcu50",
            "xcv80",
            "xcvh1582",
            "xcvc1902",
            "xczu7ev",
            "xck26",
            "lfe5u-85f",
            "ice40up5k",
            "agm039");
    assertThat(LIBRARY.device("xcu55c").orElseThrow().lut().nominal()).isEqualTo(1_303_680);
    assertThat(LIBRARY.device("XCK26-sfvc784-2LV-c").orElseThrow().part()).isEqualTo("xck26");
    assertThat(LIBRARY.device("xcu55")).isEmpty();
    assertThat(LIBRARY.device("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"xcu55, xcu55c", "u280, xcu280", "LFE5U85F, lfe5u-85f", "xck62, xck26"})
  void suggestsTheNearestDevice(String wrong, String nearest) {
    assertThat(LIBRARY.nearestDevice(wrong)).isEqualTo(nearest);
  }

  @Test
  void boardsCarryTheirMemories() {
    Device device = LIBRARY.device("xcu280").orElseThrow();
    Board board = LIBRARY.boardOf(device).orElseThrow();
    assertThat(board.name()).isEqualTo("u280");
    assertThat(board.memories())
        .extracting(BoardMemory::kind)
        .containsExactly(MemoryKind.HBM2, MemoryKind.DDR4);
    assertThat(board.memories().getFirst().peak().nominal()).isEqualTo(460);
    assertThat(LIBRARY.boardOf(LIBRARY.device("ice40up5k").orElseThrow())).isEmpty();
    assertThat(LIBRARY.boards()).hasSize(9);
  }

  @Test
  void energiesScaleWithTheNode() {
    Device old = LIBRARY.device("lfe5u-85f").orElseThrow();
    Device reference = LIBRARY.device("xck26").orElseThrow();
    Device small = LIBRARY.device("xcv80").orElseThrow();
    for (EnergyItem item : EnergyItem.values()) {
      double nominal = LIBRARY.energy(item).nominal();
      assertThat(LIBRARY.energy(item, reference)).isEqualTo(LIBRARY.energy(item));
      assertThat(LIBRARY.energy(item, small).nominal()).isLessThan(nominal);
      assertThat(LIBRARY.energy(item, old).nominal()).isGreaterThan(nominal);
    }
    assertThat(LIBRARY.devices())
        .allSatisfy(d -> assertThat(LIBRARY.energy(EnergyItem.FLIPFLOP, d).low()).isPositive());
  }

  @Test
  void hbmStacksFollowFromChannels() {
    assertThat(List.of(1, 16, 17, 32))
        .extracting(MemoryKind.HBM2::poweredUnits)
        .containsExactly(1, 1, 2, 2);
    assertThat(MemoryKind.DDR4.poweredUnits(3)).isEqualTo(3);
  }

  @Test
  void asicEnergiesMeetTheirTablesAtBothEnds() {
    AsicScaling asic = LIBRARY.asic();
    assertThat(asic.nodes()).containsExactly(7, 10, 14, 16, 20, 32, 45);
    assertThat(asic.energy(AsicOp.INT8_MUL, 45).nominal()).isEqualTo(0.2);
    assertThat(asic.energy(AsicOp.INT8_MUL, 7).nominal()).isCloseTo(0.07, within(1e-12));
    // Stillmaker & Baas: (0.1776*0.64 - 0.09097*0.8 + 0.02447) / (1.103*0.81 - 0.362*0.9 + 0.2767).
    assertThat(asic.energy(AsicOp.INT8_MUL, 7).low()).isCloseTo(0.2 * 0.077408, within(1e-5));
    for (AsicOp op : AsicOp.values()) {
      double previous = 0;
      for (int node : asic.nodes()) {
        assertThat(asic.energy(op, node).nominal()).isGreaterThan(previous);
        previous = asic.energy(op, node).nominal();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,3,2,4,W,E,text",
        "a,b,1,2,3,parsec,E,text",
        "a,b,1,2,3,W,Z,text",
        "a,b,1,2,3,W,E, ",
        "a,b,-1,2,3,W,E,text",
        "a,b,1,NaN,3,W,E,text",
        "a,b,1,2,3,W,E",
        "a,b,1,2,3,W,E,text\na,b,1,2,3,W,E,text"
      })
  void aWrongRowIsNamed(String row) {
    assertThatIllegalStateException()
        .isThrownBy(() -> read(HEADER + row + "\n"))
        .withMessageContaining("table t.csv, row [a, b");
  }

  @Test
  void aTableInAnotherFormIsRefused() {
    assertThatIllegalStateException().isThrownBy(() -> read("item,low\n"));
    assertThatIllegalStateException().isThrownBy(() -> read(""));
    assertThatIllegalStateException().isThrownBy(() -> TechTable.load("none.csv"));
  }

  private static TechTable read(String text) throws IOException {
    return TechTable.read("t.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
