package decodefab.cli;

/** How much of what the hardware computes is compared with golden. */
enum CheckDepth {
  /** All logits of every token. */
  logits,
  /** These, and every element that any operation writes. */
  deep,
  /** Nothing. */
  none
}
