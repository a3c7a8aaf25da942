package decodefab.tech;

/** Energies of the reference fabric (AMD UltraScale+, 16 nm), one row of its table each. */
public enum EnergyItem {
  /** LUT with its routing and its share of the clock, per LUT and cycle. */
  LUT_ALL_IN("lut_logic_all_in", Unit.FJ_PER_LUT_CYCLE),
  /** LUT with its routing, clock left out, per LUT and cycle. */
  LUT_AND_ROUTING("lut_logic_and_routing", Unit.FJ_PER_LUT_CYCLE),
  /** The flip-flop itself, per cycle. */
  FLIPFLOP("flipflop_cell", Unit.FJ_PER_FF_CYCLE),
  /** Clock distribution, per flip-flop and cycle. */
  CLOCK_TREE("clock_tree_per_ff", Unit.FJ_PER_FF_CYCLE),
  /** One 72-bit access of a 36 Kb block RAM. */
  BRAM36_ACCESS("bram36_access", Unit.PJ_PER_ACCESS),
  /** One 72-bit access of a 288 Kb UltraRAM. */
  URAM_ACCESS("uram288_access", Unit.PJ_PER_ACCESS),
  /** One access of a LUT used as 64x1 RAM. */
  LUTRAM_ACCESS("lutram_access", Unit.PJ_PER_ACCESS),
  /** One 27x18 multiply-accumulate of a DSP48E2. */
  DSP48E2_OP("dsp48e2_op", Unit.PJ_PER_OP),
  /** One int8 dot product of length 3 of a DSP58. */
  DSP58_DOT3("dsp58_dot3", Unit.PJ_PER_OP),
  /** Ternary x int8 multiply-accumulate in LUTs, clock included. */
  MAC_TERNARY_INT8("mac_ternary_int8", Unit.PJ_PER_OP),
  /** int4 x int4 multiply-accumulate in LUTs, clock included. */
  MAC_INT4_INT4("mac_int4_int4", Unit.PJ_PER_OP),
  /** int4 x int8 multiply-accumulate in LUTs, clock included. */
  MAC_INT4_INT8("mac_int4_int8", Unit.PJ_PER_OP),
  /** int8 x int8 multiply-accumulate in LUTs, clock included. */
  MAC_INT8_INT8("mac_int8_int8", Unit.PJ_PER_OP);

  private final String key;
  private final Unit unit;

  EnergyItem(String key, Unit unit) {
    this.key = key;
    this.unit = unit;
  }

  /** The row's name in {@code fabric-energy.csv}. */
  public String key() {
    return key;
  }

  /** The unit its row must have. */
  public Unit unit() {
    return unit;
  }
}
