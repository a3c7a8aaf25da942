package decodefab.simtests.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One setting of the parameters of {@code dfab_offchip}.
 *
 * @param name of its folder
 * @param rows of the tile
 * @param columns of the tile
 * @param planes bits of a lane in a container of weights
 * @param vector lanes of the vector engine
 * @param channels of the memory
 * @param width of a channel's bus, bits
 * @param addressBits of a channel
 * @param weights containers of the weight region
 * @param scales words of the scale region
 * @param burst beats
 * @param depth beats of each queue
 * @param outstanding bursts of a channel
 * @param cycles of a run, enough for each kind of request to be met
 */
record MemoryShape(
    String name,
    int rows,
    int columns,
    int planes,
    int vector,
    int channels,
    int width,
    int addressBits,
    int weights,
    int scales,
    int burst,
    int depth,
    int outstanding,
    int cycles) {

  /** Bytes of each of the four regions: weights, scales, operands, KV. */
  int region() {
    return channels * 4096 * 8;
  }

  /** Bits of a word over all channels. */
  int bus() {
    return channels * width;
  }

  /** The parameters by name, as Verilog literals. */
  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("ROWS", Integer.toString(rows));
    all.put("COLS", Integer.toString(columns));
    all.put("PLANES", Integer.toString(planes));
    all.put("VECTOR", Integer.toString(vector));
    all.put("NCH", Integer.toString(channels));
    all.put("AXI_WIDTH", Integer.toString(width));
    all.put("ADDR_BITS", Integer.toString(addressBits));
    all.put("WEIGHT_ITEMS", wide(weights));
    all.put("WEIGHT_BASE", wide(0));
    all.put("SCALE_ITEMS", wide(scales));
    all.put("SCALE_BASE", wide(region()));
    all.put("EXT_BASE", wide(2 * region()));
    all.put("KV_BASE", wide(3 * region()));
    all.put("BURST", Integer.toString(burst));
    all.put("OUTSTANDING", Integer.toString(outstanding));
    for (String queue : new String[] {"WEIGHT", "SCALE", "KV", "EXT"}) {
      all.put(queue + "_DEPTH", Integer.toString(depth));
    }
    return all;
  }

  /** The same for the C++ bench. */
  String defines() {
    return "-DROWS=%d -DCOLS=%d -DPLANES=%d -DVECTOR=%d -DNCH=%d -DAXI_WIDTH=%d -DADDR_BITS=%d -DW_ITEMS=%d"
            .formatted(rows, columns, planes, vector, channels, width, addressBits, weights)
        + " -DWS_ITEMS=%d -DREGION=%d".formatted(scales, region());
  }

  @Override
  public String toString() {
    return name;
  }

  private static String wide(int value) {
    return "64'h" + Integer.toHexString(value);
  }
}
