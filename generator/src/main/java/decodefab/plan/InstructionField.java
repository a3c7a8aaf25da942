package decodefab.plan;

/**
 * Fields of an instruction word, as {@code templates/lib/dfab_isa.vh} names them without their
 * prefix; what each means stands in {@code templates/FABRIC.md}. A test holds the two against each
 * other.
 */
public enum InstructionField {
  ENGINE(0, 2),
  WAIT(2, 3),
  POST(5, 3),
  FENCE(8, 1),
  VE_N_MODE(9, 2),
  VE_N(11, 20),
  VE_SEG_WORDS(31, 16),
  VE_A_BASE(47, 16),
  VE_A_MEM(63, 1),
  VE_A_ONE(64, 1),
  VE_A_SWAP(65, 1),
  VE_B_MODE(66, 3),
  VE_B_MEM(69, 1),
  VE_B_BASE(70, 16),
  VE_B_USE(86, 2),
  VE_PRE_MUL(88, 1),
  VE_ROUND_F16(89, 1),
  VE_SFU(90, 2),
  VE_C_MODE(92, 2),
  VE_C_BASE(94, 16),
  VE_C_USE(110, 2),
  VE_PERIOD(112, 16),
  VE_DST_MEM(128, 2),
  VE_DST_BASE(130, 16),
  VE_WR_Q(146, 1),
  VE_Q_BASE(147, 16),
  VE_WR_QS(163, 1),
  VE_QS_BASE(164, 16),
  VE_REDUCE(180, 3),
  VE_R_BASE(183, 16),
  VE_IMM0(199, 32),
  VE_IMM1(231, 32),
  VE_EXT_FMT(263, 2),
  VE_EXT_SRC(265, 2),
  VE_EXT_BASE(267, 28),
  VE_EXT_LAYER_STRIDE(295, 20),
  VE_EXT_INDEX(315, 2),
  VE_EXT_INDEX_STRIDE(317, 16),
  VE_Q_KV(333, 1),
  MV_SRC(9, 2),
  MV_SCALE_TABLE(11, 1),
  MV_LISTED(12, 1),
  MV_K_MODE(13, 1),
  MV_K(14, 20),
  MV_TILES_MODE(34, 1),
  MV_TILES(35, 16),
  MV_BLOCK(51, 9),
  MV_M(60, 7),
  MV_WGROUP(67, 20),
  MV_AGROUP(87, 20),
  MV_A_BASE(107, 16),
  MV_A_STRIDE(123, 16),
  MV_S_BASE(139, 16),
  MV_S_STRIDE(155, 16),
  MV_HAS_WSCALE(171, 1),
  MV_O_BASE(172, 16),
  MV_O_STRIDE(188, 16),
  MV_KV_BASE(204, 32),
  MV_KV_LAYER_STRIDE(236, 28),
  MV_KS_BASE(264, 24),
  MV_KS_LAYER_STRIDE(288, 20),
  MV_FMT(308, 3),
  MV_SCALE(311, 32),
  MV_SUPER(343, 12),
  ST_KIND(9, 1),
  ST_HEADS(10, 10),
  ST_HEAD_ELEMS(20, 12),
  ST_Q_BASE(32, 16),
  ST_S_BASE(48, 16),
  ST_BASE(64, 32),
  ST_LAYER_STRIDE(96, 28),
  ST_HEAD_STRIDE(124, 24),
  ST_SCALE_BASE(148, 24),
  ST_SCALE_LAYER_STRIDE(172, 20),
  ST_SCALE_STRIDE(192, 20),
  CT_OP(9, 2),
  CT_COUNT(11, 10),
  CT_FIRST(21, 8);

  /** Bits of an instruction word. */
  public static final int WORD_BITS = 384;

  private final int lsb;
  private final int width;

  InstructionField(int lsb, int width) {
    this.lsb = lsb;
    this.width = width;
  }

  /** Lowest bit in the word. */
  public int lsb() {
    return lsb;
  }

  /** Bits of the field. */
  public int width() {
    return width;
  }

  /** Whether an unsigned number fits. */
  public boolean holds(long value) {
    return value >= 0 && value < 1L << width;
  }
}
