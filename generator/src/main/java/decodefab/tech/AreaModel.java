package decodefab.tech;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Area of the fabric's building blocks on 6-input-LUT devices. Arithmetic cells are counts that
 * Yosys made of the shipped Verilog; blocks without a measured cell are estimates and say so in the
 * table. {@link #figures} adds the range that separates such a sum from a built design.
 */
public final class AreaModel {
  /** Deepest memory that is kept in LUTs: one RAM64M8 row. */
  static final int LUTRAM_DEPTH = 64;

  /** Bits below which a block RAM would be mostly empty, whatever the depth. */
  static final int LUTRAM_BITS = 1024;

  /** Shallowest memory that is put into UltraRAM, whose blocks are 4096 deep. */
  static final int URAM_DEPTH = 2048;

  /** Signed operand widths of a DSP48E2. */
  private static final int DSP_NARROW = 18;

  private static final int DSP_WIDE = 27;

  /** Widest operand of {@code dfab_int_dot}. */
  private static final int WIDEST_LANE = 40;

  private final AreaTable table;
  private final boolean ultraRam;

  AreaModel(AreaTable table, boolean ultraRam) {
    this.table = table;
    this.ultraRam = ultraRam;
  }

  /**
   * One multiply lane: signed product, its register, and the lane's share of a registered adder
   * tree. A DSP lane costs the same at every width up to its 27 x 18 bit; a wider weight is cut
   * into parts, all but the highest without a sign.
   *
   * @param weightBits width of the lane's weight input, 1 to 40; int4 weights that are extended to
   *     an 8-bit lane cost an 8-bit lane
   * @param activationBits width of the lane's activation input, 1 to 40
   */
  public Area intLane(int weightBits, int activationBits, Multiplier multiplier) {
    requireWidth(weightBits);
    requireWidth(activationBits);
    int narrow = Math.min(weightBits, activationBits);
    int wide = Math.max(weightBits, activationBits);
    return switch (multiplier) {
      case LUT -> lutLane(narrow, wide);
      case DSP_PAIR -> pairLane(weightBits, activationBits);
      case DSP -> {
        if (narrow > DSP_NARROW) {
          throw new IllegalArgumentException(
              "one DSP cannot multiply " + narrow + " by " + wide + " bit");
        }
        yield table.area("int_lane_dsp").times(Math.max(1, Math.ceilDiv(wide - 1, DSP_WIDE - 1)));
      }
    };
  }

  /**
   * Bits of the wide operand of a multiplier that two weights share.
   *
   * @param weightBits of a weight
   * @param activationBits of the activation
   */
  public static int pairBits(int weightBits, int activationBits) {
    return weightBits + activationBits + weightBits + 1;
  }

  /**
   * Whether a DSP of 27 x 18 bit multiplies two weights by one activation; what wider ones could do
   * beyond that is not in the table.
   *
   * @param weightBits of a weight
   * @param activationBits of the activation
   */
  public static boolean fitsPair(int weightBits, int activationBits) {
    return pairBits(weightBits, activationBits) <= DSP_WIDE && activationBits <= DSP_NARROW;
  }

  private Area pairLane(int weightBits, int activationBits) {
    if (!fitsPair(weightBits, activationBits)) {
      throw new IllegalArgumentException(
          "no pair of " + weightBits + " x " + activationBits + " bit fits a DSP");
    }
    String row = "int_lane_pair_w" + weightBits + "_a" + activationBits;
    if (table.has(row)) {
      return table.area(row);
    }
    // What is not in the DSP is the adder tree, which grows with the bits of a product.
    Area measured = table.area("int_lane_pair_w8_a8");
    double share = (weightBits + activationBits) / 16.0;
    return new Area(
        measured.lut() * share, measured.ff() * share, measured.dsp(), measured.bram36(), 0);
  }

  private Area lutLane(int narrow, int wide) {
    String row = "int_lane_w" + narrow + "_a" + wide;
    return table.has(row)
        ? table.area(row)
        : table
            .area("int_lane_product_bit")
            .times(narrow * wide)
            .plus(table.area("int_lane_sum_bit").times(narrow + wide));
  }

  /** fp32 adder, pipelined. */
  public Area fpAdd() {
    return table.area("fp_add");
  }

  /** fp32 multiplier with two DSP slices, pipelined. */
  public Area fpMul() {
    return table.area("fp_mul");
  }

  /** Larger of two fp32 values. */
  public Area fpMax() {
    return table.area("fp_max");
  }

  /** Signed 32-bit integer to fp32. */
  public Area intToFp() {
    return table.area("int_to_fp");
  }

  /**
   * fp32 to a saturated signed integer: that of 8 bits, as much larger or smaller as its shifter.
   *
   * @param bits 2 to 16
   */
  public Area fpToInt(int bits) {
    return table.area("fp_to_int8").times(bits / 8.0);
  }

  /** Half precision to fp32. */
  public Area f16ToFp() {
    return table.area("f16_to_fp");
  }

  /** fp32 to half precision. */
  public Area fpToF16() {
    return table.area("fp_to_f16");
  }

  /** Special function unit (exp, reciprocal, rsqrt): multiplier, adder, tables and control. */
  public Area sfu() {
    return table.area("sfu");
  }

  /** AXI4 read master of one 256-bit port, without its data buffer. */
  public Area axiReadMaster() {
    return table.area("axi_read_master");
  }

  /** AXI4 write master of one 256-bit port, without its data buffer. */
  public Area axiWriteMaster() {
    return table.area("axi_write_master");
  }

  /** Program counter, loop stack, engine queues and a small program ROM. */
  public Area sequencer() {
    return table.area("sequencer");
  }

  /** AXI4-Lite register file with performance counters. */
  public Area hostRegisters() {
    return table.area("host_registers");
  }

  /**
   * First-in first-out buffer with an output register.
   *
   * @param width bits, at least 1
   * @param depth words, at least 1
   */
  public Area fifo(int width, long depth) {
    return ram(width, depth).plus(table.area("fifo_control"));
  }

  /**
   * Memory with one write and one registered read port. Up to 64 words or 1024 bits it is LUT RAM;
   * from 2048 words and 36 bits on it is UltraRAM if that takes at most a quarter as many blocks as
   * block RAM would (an UltraRAM holds 8 times as much) and the device has any; else it is block
   * RAM in the cheapest of its aspect ratios.
   *
   * @param width bits, at least 1
   * @param depth words, at least 1
   */
  public Area ram(int width, long depth) {
    if (width < 1 || depth < 1) {
      throw new IllegalArgumentException("a memory of " + depth + " words of " + width + " bit");
    }
    double bits = (double) width * depth;
    if (depth <= LUTRAM_DEPTH || bits <= LUTRAM_BITS) {
      // RAM64M8: 8 LUTs hold 64 words of 7 bits with a read port of their own; RAM32M16 14 bits.
      double rows = depth <= 32 ? 0.5 : Math.ceilDiv(depth, 64L);
      return new Area(Math.ceil(width * rows / 7) * 8, width, 0, 0, 0);
    }
    double blocks = blockRams(width, depth);
    double ultra = Math.ceil(width / 72.0) * Math.ceilDiv(depth, 4096L);
    if (ultraRam && depth >= URAM_DEPTH && width >= 36 && ultra * 4 <= blocks) {
      return new Area(0, 0, 0, 0, ultra);
    }
    return new Area(0, 0, 0, blocks, 0);
  }

  /**
   * The counts of an area as figures, by resource name in the order of {@link Area}, with the range
   * between what a vendor tool may reach and what the model may have left out.
   *
   * @param method where the counts come from; synthesised counts are exact
   */
  public Map<String, Figure> figures(Area area, Method method) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("lut", figure("lut", area.lut(), method));
    figures.put("ff", figure("ff", area.ff(), method));
    figures.put("dsp", figure("dsp", area.dsp(), method));
    figures.put("bram36", figure("bram36", area.bram36(), method));
    figures.put("uram", figure("uram", area.uram(), method));
    return Collections.unmodifiableMap(figures);
  }

  private Figure figure(String resource, double count, Method method) {
    return switch (method) {
      case ANALYTIC, RTL ->
          table
              .builtOverYosys(resource)
              .times(count, Unit.COUNT, Method.ANALYTIC)
              .withSource("sum of block areas from area.csv (Yosys counts and estimates)");
      case SYNTH, MEASURED -> Figure.exact(count, Unit.COUNT, method, "synthesis report");
    };
  }

  /** Block RAMs of 36 Kb; 0.5 is one half. */
  private static double blockRams(int width, long depth) {
    double best = Double.POSITIVE_INFINITY;
    // Widest word of a half block at each depth: 512 x 36, 1K x 18, 2K x 9, 4K x 4, 8K x 2, 16K x
    // 1.
    int[] widths = {36, 18, 9, 4, 2, 1};
    for (int i = 0; i < widths.length; i++) {
      long rows = Math.ceilDiv(depth, 512L << i);
      double halves = (double) rows * Math.ceilDiv(width, widths[i]);
      best = Math.min(best, halves);
    }
    return best / 2;
  }

  private static void requireWidth(int bits) {
    if (bits < 1 || bits > WIDEST_LANE) {
      throw new IllegalArgumentException(
          "a lane is 1 to " + WIDEST_LANE + " bits wide, got " + bits);
    }
  }
}
