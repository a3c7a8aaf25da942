package decodefab.cli;

import decodefab.sim.TokenResult;

/**
 * What a token did, in the words of {@code make replay}: position, token, next token, cycles, and a
 * checksum of all logits in hexadecimal.
 */
final class ReplayLine {
  // FNV-1a's shape; the start only has to be the one that sim/main.cpp uses.
  private static final long START = 1469598103934665603L;
  private static final long PRIME = 1099511628211L;

  private ReplayLine() {}

  /** The line of a token, with its end. */
  static String of(int position, int token, TokenResult result, float[] logits) {
    return "%d %d %d %d %016x\n"
        .formatted(position, token, result.next(), result.cycles(), checksum(logits));
  }

  private static long checksum(float[] logits) {
    long hash = START;
    for (float logit : logits) {
      int bits = Float.floatToRawIntBits(logit);
      for (int shift = 0; shift < 32; shift += 8) {
        hash = (hash ^ (bits >>> shift & 0xFF)) * PRIME;
      }
    }
    return hash;
  }
}
