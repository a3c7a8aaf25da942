package decodefab.sim;

/** The fabric's performance counters, in the order of its registers. */
public enum Counter {
  /** Cycles from start to done. */
  CYCLES,
  /** Cycles in which the vector engine had a command. */
  VECTOR_BUSY,
  /** Cycles in which it waited for an external operand. */
  VECTOR_STALLED_INPUT,
  /** Cycles in which it waited for room for a result. */
  VECTOR_STALLED_OUTPUT,
  /** Cycles in which the matvec engine had a command. */
  MATVEC_BUSY,
  /** Cycles in which it waited for a weight, a KV word or a scale. */
  MATVEC_STALLED_INPUT,
  /** Cycles in which its results could not be written. */
  MATVEC_STALLED_OUTPUT,
  /** Cycles in which the store engine had a command. */
  STORE_BUSY,
  /** Cycles in which it waited for input. */
  STORE_STALLED_INPUT,
  /** Cycles in which its writes were not taken. */
  STORE_STALLED_OUTPUT,
  /** Weight containers read on chip. */
  CONTAINERS_ON_CHIP,
  /** Weight containers taken from the off-chip side. */
  CONTAINERS_OFF_CHIP,
  /** KV words read. */
  KV_WORDS_READ,
  /** KV words written. */
  KV_WORDS_WRITTEN,
  /** Words of tables and V scales read on chip. */
  OPERAND_WORDS,
  /** Beats read from the off-chip memory, all channels. */
  BEATS_READ,
  /** Beats written to it. */
  BEATS_WRITTEN
}
