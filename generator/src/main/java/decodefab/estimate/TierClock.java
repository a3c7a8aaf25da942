package decodefab.estimate;

import decodefab.plan.FabricParameters;
import decodefab.plan.Tier;

/**
 * The off-chip memory as a fluid: it moves so many bytes per cycle, first the weights' buffer runs
 * ahead of arithmetic, then reads of the cache and the embedding share the channels with it.
 *
 * <p>Model: a channel delivers a burst its latency after the request, and the tier's bandwidth in
 * the long run, refresh and page misses not counted; so does the memory of the simulation. One
 * queue alone cannot be faster than its buffer per round trip. Queues that compete get equal
 * shares, as the masters hand out bursts in turn.
 */
final class TierClock {
  /** Beats per channel that {@code dfab_offchip} buffers for weights and for the cache. */
  static final int QUEUE_BEATS = 128;

  /** Beats per channel that it buffers for weight scales. */
  static final int SCALE_QUEUE_BEATS = 32;

  /** From a request to the address on the bus, and from data on the bus to the first item. */
  private static final int REQUEST_TO_BUS = 5;

  private static final int BUS_TO_ITEM = 5;

  /** From an accepted cache word to its beat on the bus: cut, queue, register. */
  private static final int WRITE_TO_BUS = 3;

  private final int busBytes;
  private final int containerBytes;
  private final int operandBytes;
  private final int latency;
  private final double rate;
  private final double capacity;

  private double ahead;
  private long asOf;
  private long nextContainer;

  /**
   * The memory behind a fabric.
   *
   * @param share of the tier's bandwidth that it delivers, above 0 up to 1
   */
  TierClock(Tier tier, FabricParameters fabric, double share) {
    this.busBytes = tier.busBytes();
    this.containerBytes = fabric.containerBytes();
    this.operandBytes = fabric.vector() * 4;
    this.latency = tier.memory().latency().cycles(fabric.clockHz());
    this.capacity = (double) (QUEUE_BEATS + SCALE_QUEUE_BEATS) * busBytes;
    double peak = tier.memory().peakBytesPerSecond(fabric.clockHz()) / fabric.clockHz();
    double roundTrip = latency + REQUEST_TO_BUS + BUS_TO_ITEM;
    this.rate =
        Math.min(share * Math.min(busBytes, peak), (double) QUEUE_BEATS * busBytes / roundTrip);
    this.ahead = capacity;
  }

  /** Bytes per cycle that one stream gets from the silent tier. */
  double bytesPerCycle() {
    return rate;
  }

  /** When a source word of an external operand reaches the core. */
  long operandAt(long request, int word) {
    double bytes = (double) word * operandBytes;
    return request + roundTrip() + (long) Math.ceil(bytes / rate);
  }

  /**
   * When the last slot of a command with streamed weights can go.
   *
   * @param first its first slot
   * @param last its last slot if no word is late
   */
  long streamed(MatvecCommand command, FabricParameters fabric, long first, long last) {
    refill(first);
    double wanted =
        (double) command.containers() * containerBytes
            + (double) command.scaleWords() * fabric.rows() * 2;
    long delivered = first + (long) Math.ceil((wanted - ahead) / rate) - 1;
    long end = Math.max(Math.max(last, delivered), assembled(command, first));
    ahead = Math.max(0, Math.min(capacity, ahead + (end + 1 - first) * rate - wanted));
    asOf = end + 1;
    return end;
  }

  /**
   * When the last word of a command is there if the buffer holds all: a container wider than the
   * bus is put together a bus word per cycle, and the next one can only begin when the last of its
   * tile words is taken.
   */
  private long assembled(MatvecCommand command, long first) {
    int parts = Math.max(1, containerBytes / busBytes);
    int words = 8 / command.bits();
    int each = parts == 1 ? words : parts + words - 1;
    long start = Math.max(first, nextContainer);
    nextContainer = start + command.containers() * each;
    return nextContainer - each + words - 1;
  }

  /** First and last cycle in which words of the cache arrive. */
  record Arrival(long first, long last) {}

  /** Reads words of the cache, while the weights' buffer fills up beside them. */
  Arrival cacheRead(long request, long words) {
    long first = Math.max(request + roundTrip(), asOf);
    refill(first);
    double bytes = Math.ceil((double) words * containerBytes / busBytes) * busBytes;
    double beside = Math.min(capacity - ahead, bytes);
    // A memory that was silent has saved up its first beat.
    long last = first + (long) Math.ceil((bytes - busBytes + beside) / rate);
    ahead += beside;
    asOf = last + 1;
    return new Arrival(first, last);
  }

  /** When the last response is on the bus for writes of which the last was accepted at a time. */
  long written(long accepted, long words) {
    long cut = words * Math.max(1, containerBytes / busBytes) - words;
    return accepted + cut + WRITE_TO_BUS + latency;
  }

  private int roundTrip() {
    return REQUEST_TO_BUS + latency + BUS_TO_ITEM;
  }

  private void refill(long time) {
    if (time > asOf) {
      ahead = Math.min(capacity, ahead + (time - asOf) * rate);
      asOf = time;
    }
  }
}
