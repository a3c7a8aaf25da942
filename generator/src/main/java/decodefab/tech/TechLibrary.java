package decodefab.tech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tables that ship with decodefab, read and checked; immutable. */
public final class TechLibrary {
  private final Map<MemoryKind, MemoryEnergy> memories = new EnumMap<>(MemoryKind.class);
  private final Map<EnergyItem, Quantity> energies = new EnumMap<>(EnergyItem.class);
  private final Map<Integer, Quantity> nodeScales = new LinkedHashMap<>();
  private final DeviceTable devices = DeviceTable.load();
  private final Map<String, Board> boards = new LinkedHashMap<>();
  private final Quantity idleLogicActivity;
  private final AreaTable areas;
  private final AsicScaling asic;

  private TechLibrary() {
    TechTable memory = TechTable.load("memory-energy.csv");
    for (MemoryKind kind : MemoryKind.values()) {
      memories.put(
          kind,
          new MemoryEnergy(
              kind,
              memory.get(kind.key(), "device", Unit.PJ_PER_BIT),
              memory.get(kind.key(), "interface", Unit.PJ_PER_BIT),
              memory.get(kind.key(), "floor", Unit.WATT),
              memory.get(kind.key(), "utilisation", Unit.FRACTION)));
    }
    TechTable fabric = TechTable.load("fabric-energy.csv");
    for (EnergyItem item : EnergyItem.values()) {
      energies.put(item, fabric.get(item.key(), "energy", item.unit()));
    }
    idleLogicActivity = fabric.get("idle_logic_activity", "share", Unit.FRACTION);
    fabric
        .rows()
        .getOrDefault("node_scale", Map.of())
        .forEach((node, scale) -> nodeScales.put(Integer.valueOf(node), scale));
    TechTable boardTable = TechTable.load("boards.csv");
    boardTable.rows().keySet().forEach(name -> boards.put(name, board(boardTable, name)));
    areas = AreaTable.load();
    asic = AsicScaling.load();
  }

  /** Reads the tables. */
  public static TechLibrary load() {
    return new TechLibrary();
  }

  /** What a kind of off-chip memory costs. */
  public MemoryEnergy memoryEnergy(MemoryKind kind) {
    return memories.get(kind);
  }

  /** An energy of the reference fabric, 16 nm. */
  public Quantity energy(EnergyItem item) {
    return energies.get(item);
  }

  /** An energy on a device, scaled from the reference fabric to its node. */
  public Quantity energy(EnergyItem item, Device device) {
    Quantity scale = nodeScales.get((int) device.nodeNm().nominal());
    if (scale == null) {
      throw new IllegalStateException("no node_scale for " + device.nodeNm().nominal() + " nm");
    }
    return scale.nominal() == 1 && scale.low() == scale.high()
        ? energies.get(item)
        : energies.get(item).times(scale);
  }

  /** Toggle rate of control logic and waiting datapath relative to a busy one. */
  public Quantity idleLogicActivity() {
    return idleLogicActivity;
  }

  /** All devices, in table order. */
  public Collection<Device> devices() {
    return devices.devices();
  }

  /** A device by its part, see {@link DeviceTable#device}. */
  public Optional<Device> device(String part) {
    return devices.device(part);
  }

  /** The known part that is spelled most like this one. */
  public String nearestDevice(String part) {
    return devices.nearest(part);
  }

  /** All boards, in table order. */
  public Collection<Board> boards() {
    return List.copyOf(boards.values());
  }

  /** The board that carries a device, when the table has one. */
  public Optional<Board> boardOf(Device device) {
    return boards.values().stream().filter(b -> b.part().equals(device.part())).findFirst();
  }

  /** Area of building blocks for a device with plenty of UltraRAM. */
  public AreaModel areaModel() {
    return new AreaModel(areas, true);
  }

  /** Area of building blocks where no memory takes UltraRAM: Yosys uses it only when told to. */
  public AreaModel areaModelWithoutUltraRam() {
    return new AreaModel(areas, false);
  }

  /** Area of building blocks on a device; without UltraRAM on it, memories take block RAM. */
  public AreaModel areaModel(Device device) {
    return new AreaModel(areas, device.uram().nominal() > 0);
  }

  /** Energies of an ASIC at a node. */
  public AsicScaling asic() {
    return asic;
  }

  private Board board(TechTable table, String name) {
    List<BoardMemory> found = new ArrayList<>();
    Arrays.stream(MemoryKind.values())
        .filter(kind -> table.rows().get(name).containsKey(kind.key() + "_peak"))
        .forEach(
            kind ->
                found.add(
                    new BoardMemory(
                        kind,
                        table.get(name, kind.key() + "_capacity", Unit.BYTE),
                        table.get(name, kind.key() + "_peak", Unit.GIGABYTE_PER_SECOND))));
    // The item of this table is board/part.
    List<String> words = List.of(name.split("/"));
    if (words.size() != 2 || !devices.has(words.getLast())) {
      throw new IllegalStateException("boards.csv: " + name + " is not board/part");
    }
    return new Board(
        words.getFirst(),
        words.getLast(),
        found,
        table.get(name, "limit", Unit.WATT),
        table.get(name, "idle", Unit.WATT));
  }
}
