package decodefab.estimate;

import decodefab.plan.FabricParameters;
import decodefab.plan.Tier;

/**
 * The off-chip memory behind {@code dfab_offchip}: queues that read ahead of the engines over
 * shared channels, and the writes of the cache beside them. Refresh and page misses are not
 * counted; neither are they in the memory of the simulation.
 */
final class TierClock {
  /** Beats per channel that {@code dfab_offchip} buffers for weights and for the cache. */
  static final int QUEUE_BEATS = 128;

  /** Beats per channel that it buffers for weight scales. */
  static final int SCALE_QUEUE_BEATS = 32;

  /**
   * Bursts of a command after which the queues are in a steady state, several times their depth.
   */
  private static final int SETTLED = 64;

  /** From a request to the address on the bus. */
  private static final int REQUEST_TO_BUS = 5;

  /** From an accepted cache word to its beat on the bus: cut, queue, register. */
  private static final int WRITE_TO_BUS = 3;

  private final int busBytes;
  private final int containerBytes;
  private final int beatBytes;
  private final int operandBytes;
  private final int latency;
  private final double interval;
  private final ChannelClock channel;
  private final ReadQueue weights;
  private final ReadQueue scales;
  private final ReadQueue cache;

  private long nextContainer;

  /**
   * The memory behind a fabric.
   *
   * @param share of the tier's bandwidth that it delivers, above 0 up to 1
   */
  TierClock(Tier tier, FabricParameters fabric, double share) {
    this.busBytes = tier.busBytes();
    this.beatBytes = tier.axiBits() / 8;
    this.containerBytes = fabric.containerBytes();
    this.operandBytes = fabric.vector() * 4;
    this.latency = tier.memory().latency().cycles(fabric.clockHz());
    double peak = tier.memory().peakBytesPerSecond(fabric.clockHz()) / fabric.clockHz();
    this.interval = Math.max(1, busBytes / peak) / share;
    this.channel = new ChannelClock(latency, interval);
    double containerBeats = (double) containerBytes / busBytes;
    double scaleBeats = (double) fabric.scaleWordBytes() / busBytes;
    this.weights = new ReadQueue(channel, QUEUE_BEATS, containerBeats, true);
    this.scales = new ReadQueue(channel, SCALE_QUEUE_BEATS, scaleBeats, true);
    double cacheBeats = (double) fabric.kvWordBytes() / busBytes;
    this.cache = new ReadQueue(channel, QUEUE_BEATS, cacheBeats, false);
  }

  /** When a source word of an external operand reaches the core. */
  long operandAt(long request, int word) {
    double beats = (double) word * operandBytes / busBytes;
    double first = request + REQUEST_TO_BUS + latency + ReadQueue.BUS_TO_ITEM;
    return (long) Math.ceil(first + Math.max(word, beats * interval));
  }

  /**
   * When the last slot of a command with streamed weights can go.
   *
   * @param first its first slot
   * @param last its last slot if no word is late
   */
  long streamed(MatvecCommand command, long first, long last) {
    double cycles = Math.max(last, assembled(command, first)) - first + 1;
    weights.begin(command.containers(), (double) first, cycles);
    scales.begin(command.scaleWords(), (double) first, cycles);
    double late = 0;
    double lateBefore = 0;
    int bursts = 0;
    while (weights.more() || scales.more()) {
      boolean scale = !weights.more() || (scales.more() && scales.progress() < weights.progress());
      late += step(scale ? scales : weights);
      bursts += scale ? 0 : 1;
      if (!scale && bursts == SETTLED) {
        lateBefore = late;
      } else if (!scale && bursts == 2 * SETTLED && weights.bursts() > SETTLED) {
        late += skip(weights.bursts() - SETTLED, (late - lateBefore) / SETTLED, cycles);
      }
    }
    return (long) Math.ceil(first + cycles + late) - 1;
  }

  private double step(ReadQueue queue) {
    double late = queue.take();
    weights.postpone(late);
    scales.postpone(late);
    return late;
  }

  /** Passes over bursts of a command that are as late, each to the one before, as those so far. */
  private double skip(long bursts, double each, double cycles) {
    double share = weights.share(bursts);
    double late = bursts * each;
    double time = share * cycles + late;
    weights.skip(share, time);
    scales.skip(share, time);
    channel.skip(time);
    weights.postpone(late);
    scales.postpone(late);
    return late;
  }

  /**
   * When the last word of a command is there if the queue holds all: a container wider than the bus
   * is put together a bus word per cycle, and the next one can begin when the first of its tile
   * words is taken.
   */
  private long assembled(MatvecCommand command, long first) {
    int parts = Math.max(1, containerBytes / busBytes);
    int words = (int) Math.ceilDiv(command.tileWords(), Math.max(1, command.containers()));
    int each = Math.max(parts, words);
    long start = Math.max(first, nextContainer);
    nextContainer = start + command.containers() * each;
    return nextContainer - each + words - 1;
  }

  /** First and last slot of a command. */
  record Slots(long first, long last) {}

  /**
   * When the slots of a command go that reads the cache.
   *
   * @param request when it asks for its words
   * @param ready when its first slot could go
   * @param cycles from its first to behind its last slot if no word is late
   */
  Slots cached(MatvecCommand command, long request, long ready, long cycles) {
    long words = command.cacheWords();
    cache.request(words, (double) request + REQUEST_TO_BUS);
    long first = Math.max(ready, (long) Math.ceil(cache.firstItem()));
    cache.begin(words, (double) first, (double) cycles);
    double late = 0;
    while (cache.more()) {
      double wait = cache.take();
      cache.postpone(wait);
      late += wait;
    }
    return new Slots(first, (long) Math.ceil(first + cycles + late) - 1);
  }

  /**
   * When the last response is on the bus for words that a store writes.
   *
   * @param first when its first word is there
   * @param last when its last word is there
   */
  long written(StoreCommand command, FabricParameters fabric, long first, long last) {
    int parts = Math.max(1, fabric.kvWordBytes() / busBytes);
    long words = command.cacheWords();
    long cut = Math.max(last + parts - 1, first + words * parts - 1);
    int channels = busBytes / beatBytes;
    // Words are scattered, so that the channels share their beats.
    long beats = Math.ceilDiv(words * command.beatsPerWord(fabric, beatBytes), (long) channels);
    long sent = first + (long) Math.ceil((beats - 1) * interval);
    return Math.max(cut, sent) + WRITE_TO_BUS + latency;
  }
}
