package decodefab.plan;

/** Who executes an instruction; the ordinal is its code in the instruction word. */
public enum Engine {
  /** Elementwise passes and reductions over fp32 vectors. */
  VECTOR,
  /** Matrix times quantized vectors. */
  MATVEC,
  /** Writes of the KV cache. */
  STORE,
  /** The sequencer itself: loops and the end. */
  CONTROL
}
