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
  /** What Yosys lets half a block RAM cost where a LUT of a memory costs 2. */
  private static final int HALF_BLOCK = 129;

  /** Bits of a read-only memory that cost 1 as logic on that scale. */
  private static final int ROM_BITS_PER_COST = 64;

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

  /** Signed 8-bit code to fp32; wider codes as much more. */
  public Area codeToFp(int bits) {
    return table.area("int8_to_fp").times(bits / 8.0);
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

  /** One stream of reads from a 256-bit channel of AXI4, without its queue. */
  public Area axiReadMaster() {
    return table.area("axi_read_master");
  }

  /** Writes to a 256-bit channel of AXI4. */
  public Area axiWriteMaster() {
    return table.area("axi_write_master");
  }

  /**
   * A block that is measured or estimated as a whole.
   *
   * @param row its row in the table
   */
  public Area block(String row) {
    return table.area(row);
  }

  /**
   * First-in first-out buffer, read without a clock: LUT RAM at any depth.
   *
   * @param width bits, at least 1
   * @param depth words, at least 1
   */
  public Area fifo(int width, long depth) {
    return new Area(lutRam(width, width, depth), 0, 0, 0, 0).plus(table.area("fifo_control"));
  }

  /** A memory whose words are written whole, see {@link #ram(int, int, long)}. */
  public Area ram(int width, long depth) {
    return ram(width, width, depth);
  }

  /**
   * Memory with one write and one registered read port. It is UltraRAM from 2048 words and 36 bits
   * on if that takes at most a quarter as many blocks as block RAM would (an UltraRAM holds 8 times
   * as much) and the device has any; else LUT RAM or block RAM in the cheapest of its aspect
   * ratios, whichever Yosys finds cheaper.
   *
   * @param width bits, at least 1
   * @param lane bits that one write can leave untouched, a divisor of the width
   * @param depth words, at least 1
   */
  public Area ram(int width, int lane, long depth) {
    if (width < 1 || depth < 1 || lane < 1 || width % lane != 0) {
      throw new IllegalArgumentException("a memory of " + depth + " words of " + width + " bit");
    }
    // A byte of a block RAM has 9 bits, and a lane takes whole ones.
    int stored = lane == width ? width : width / lane * Math.ceilDiv(lane, 9) * 9;
    Blocks blocks = Blocks.of(stored, depth);
    double luts = lutRam(width, lane, depth);
    // Yosys weighs LUTs of a memory twice, and then each half block.
    if (luts * 2 < blocks.halves() * HALF_BLOCK) {
      return new Area(luts, width, 0, 0, 0);
    }
    double ultra = Math.ceil(width / 72.0) * Math.ceilDiv(depth, 4096L);
    if (ultraRam && depth >= URAM_DEPTH && width >= 36 && ultra * 8 <= blocks.halves()) {
      return new Area(0, 0, 0, 0, ultra);
    }
    return new Area(blocks.selection() * width, 0, 0, blocks.halves() / 2.0, 0);
  }

  /**
   * Read-only memory with a registered port: block RAM, or logic where that is cheaper, which it is
   * for a few thousand bits and for a program, whose words have many equal bits.
   *
   * @param width bits, at least 1
   * @param depth words, at least 1
   * @param bitsPerLut contents that a LUT replaces
   */
  public Area rom(int width, long depth, double bitsPerLut) {
    Blocks blocks = Blocks.of(width, depth);
    double bits = (double) width * depth;
    if (bits / ROM_BITS_PER_COST < blocks.halves() * HALF_BLOCK) {
      return new Area(Math.ceil(bits / bitsPerLut), width / 2.0, 0, 0, 0);
    }
    return ram(width, depth);
  }

  /** RAM64M8: 8 LUTs hold 64 words of 7 bits with a read port of their own; RAM32M16 14 bits. */
  private static double lutRam(int width, int lane, long depth) {
    double perLane = depth <= 32 ? Math.ceilDiv(lane, 14) : Math.ceilDiv(lane, 7);
    long rows = Math.ceilDiv(depth, 64L);
    double selected = rows > 1 ? width * Math.ceil((rows - 1) / 3.0) : 0;
    int lanes = width / lane;
    return lanes * perLane * 8 * rows + selected;
  }

  /**
   * Block RAM that a memory takes.
   *
   * @param halves blocks of 18 Kb
   * @param selection LUTs that choose between the rows of blocks, for each bit of a word
   */
  private record Blocks(long halves, double selection) {
    /** The aspect ratio that takes fewest blocks, and of those the one with fewest rows. */
    static Blocks of(int width, long depth) {
      Blocks best = new Blocks(Long.MAX_VALUE, 0);
      // Widest word of a half block at each depth: 512 x 36, 1K x 18, 2K x 9, 4K x 4, 8K x 2, 16K x
      // 1.
      int[] widths = {36, 18, 9, 4, 2, 1};
      for (int i = 0; i < widths.length; i++) {
        // A whole block is as wide and twice as deep.
        for (int size = 1; size <= 2; size++) {
          long rows = Math.ceilDiv(depth, (512L << i) * size);
          long halves = rows * Math.ceilDiv(width, widths[i]) * size;
          Blocks next = new Blocks(halves, Math.ceil((rows - 1) / 3.0));
          boolean fewer = halves < best.halves;
          if (fewer || (halves == best.halves && next.selection < best.selection)) {
            best = next;
          }
        }
      }
      return best;
    }
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

  private static void requireWidth(int bits) {
    if (bits < 1 || bits > WIDEST_LANE) {
      throw new IllegalArgumentException(
          "a lane is 1 to " + WIDEST_LANE + " bits wide, got " + bits);
    }
  }
}
