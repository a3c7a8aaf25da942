package decodefab.tech;

/** Operations whose energy is tabulated for ASICs at 45 nm and 7 nm. */
public enum AsicOp {
  INT8_ADD("int8_add"),
  INT32_ADD("int32_add"),
  FP16_ADD("fp16_add"),
  FP32_ADD("fp32_add"),
  INT8_MUL("int8_mul"),
  INT32_MUL("int32_mul"),
  FP16_MUL("fp16_mul"),
  FP32_MUL("fp32_mul"),
  /** 64 bits from an 8 KB SRAM. */
  SRAM_8K_64B("sram_8k_64b"),
  /** 64 bits from a 32 KB SRAM. */
  SRAM_32K_64B("sram_32k_64b"),
  /** 64 bits from a 1 MB SRAM. */
  SRAM_1M_64B("sram_1m_64b");

  private final String key;

  AsicOp(String key) {
    this.key = key;
  }

  /** The row's name in {@code asic.csv}. */
  public String key() {
    return key;
  }
}
