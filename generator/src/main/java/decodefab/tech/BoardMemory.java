package decodefab.tech;

/**
 * One off-chip memory of a board.
 *
 * @param kind the standard
 * @param capacity byte
 * @param peak peak bandwidth, GB/s with 1 GB = 1e9 byte
 */
public record BoardMemory(MemoryKind kind, Quantity capacity, Quantity peak) {}
