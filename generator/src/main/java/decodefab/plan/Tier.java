package decodefab.plan;

import decodefab.design.Memory;
import java.util.Objects;

/**
 * The off-chip memory of a design, as the fabric sees it.
 *
 * @param memory the memory that the design declares
 * @param axiBits data width of one channel's AXI port at the fabric's clock, a power of two
 * @param busBytes bytes of one beat over all channels
 * @param weightBase byte address of the weight image
 * @param weightBytes its size
 * @param scaleBase byte address of the weight-scale image
 * @param scaleBytes its size
 * @param embeddingBase byte address of the embedding
 * @param embeddingBytes its size, 0 when it is on chip
 * @param kvBase byte address of the KV cache
 * @param kvBytes its size, 0 when it is on chip
 */
public record Tier(
    Memory memory,
    int axiBits,
    int busBytes,
    long weightBase,
    long weightBytes,
    long scaleBase,
    long scaleBytes,
    long embeddingBase,
    long embeddingBytes,
    long kvBase,
    long kvBytes) {
  public Tier {
    Objects.requireNonNull(memory, "memory");
  }

  /** Bytes that the design uses of the memory. */
  public long usedBytes() {
    return kvBase + kvBytes;
  }
}
