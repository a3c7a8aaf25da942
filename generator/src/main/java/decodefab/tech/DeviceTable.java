package decodefab.tech;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The programmable devices that the tables know; immutable. */
public final class DeviceTable {
  private final Map<String, Device> devices = new LinkedHashMap<>();

  private DeviceTable(TechTable table) {
    table.rows().keySet().forEach(part -> devices.put(part, device(table, part)));
  }

  /** Reads this one table. */
  public static DeviceTable load() {
    return new DeviceTable(TechTable.load("devices.csv"));
  }

  /** All devices, in table order. */
  public Collection<Device> devices() {
    return List.copyOf(devices.values());
  }

  /**
   * A device by its part, in any case; package and speed grade after a dash are ignored, as in
   * {@code xcu55c-fsvh2892-2L-e}.
   */
  public Optional<Device> device(String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return devices.values().stream()
        .filter(d -> wanted.equals(d.part()) || wanted.startsWith(d.part() + "-"))
        .findFirst();
  }

  /** The known part that is spelled most like this one, for a diagnostic about an unknown part. */
  public String nearest(String part) {
    return NearestName.of(part.toLowerCase(Locale.ROOT), devices.keySet());
  }

  /** Whether exactly this part is in the table. */
  boolean has(String part) {
    return devices.containsKey(part);
  }

  private static Device device(TechTable table, String part) {
    return new Device(
        part,
        table.get(part, "node", Unit.NANOMETRE),
        table.get(part, "luts_per_lut6", Unit.RATIO),
        table.get(part, "lut", Unit.COUNT),
        table.get(part, "ff", Unit.COUNT),
        table.get(part, "dsp", Unit.COUNT),
        table.get(part, "dsp_width", Unit.COUNT),
        table.get(part, "bram36", Unit.COUNT),
        table.get(part, "uram", Unit.COUNT),
        table.get(part, "on_chip", Unit.BYTE),
        table.get(part, "static", Unit.WATT),
        table.get(part, "processing_system", Unit.WATT));
  }
}
