package decodefab.estimate;

import decodefab.golden.MatvecShape;
import decodefab.golden.MatvecTiming;
import decodefab.plan.FabricParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Time line of the matvec engine: commands follow each other without a gap unless their tile words
 * are late. {@link MatvecTiming} says how long one takes; this class says when it may begin.
 */
final class MatvecClock {
  /** Tile words that stand between the reader of the KV memory and the slots. */
  private static final int READ_AHEAD = 4;

  private final FabricParameters fabric;
  private final VmWritePort port;
  private final Optional<TierClock> tier;
  private final boolean cacheOnChip;
  private final Map<MatvecShape, Durations> known = new HashMap<>();

  private final ScaleReader scales = new ScaleReader();

  private long free;
  private long requestFree;
  private long readerFree;
  private long lastSlot = -1;
  private Optional<VmWritePort.Train> train = Optional.empty();

  /** Cycles of a command whose words are always there. */
  private record Durations(long issue, long lastRound, long afterLastSlot) {}

  MatvecClock(
      FabricParameters fabric, VmWritePort port, Optional<TierClock> tier, boolean cacheOnChip) {
    this.fabric = fabric;
    this.port = port;
    this.tier = tier;
    this.cacheOnChip = cacheOnChip;
  }

  /** First cycle in which the engine has nothing left to do. */
  long idle() {
    return train.map(port::accepted).orElse(-1L) + 1;
  }

  /** When the command that ran last tells that it is done, to be asked when that is needed. */
  LongSupplier lastPost() {
    VmWritePort.Train last = train.orElseThrow();
    return () -> port.accepted(last) + 1;
  }

  /** Words that the last round of a command writes. */
  private long words(MatvecCommand command) {
    return (long) command.lastBlock() * command.shape().m() * wordsPerResult();
  }

  private int wordsPerResult() {
    return Math.max(1, fabric.rows() / fabric.vector());
  }

  /** A tile's results come together; over the round they are spread like its slots. */
  private long between(MatvecCommand command) {
    long results = (long) command.lastBlock() * command.shape().m();
    return Math.max(1, durations(command).lastRound() / results / wordsPerResult());
  }

  /**
   * Runs a command.
   *
   * @param door first cycle in which it stands at the engine, its tokens being there
   */
  WorkSpan run(MatvecCommand command, long door) {
    Durations durations = durations(command);
    boolean cache = command.source() == MatvecCommand.Source.CACHE;
    long taken = Math.max(door, cache ? Math.max(free, requestFree) : free);
    long ready = Math.max(taken + MatvecTiming.COMMAND_TO_SLOT, lastSlot + 1);
    long first = ready;
    long last = ready + durations.issue() - 1;
    switch (command.source()) {
      case NEAR -> last += fabric.skipsZeros() ? command.lookCycles() : 0;
      case FAR -> last = tier.orElseThrow().streamed(command, first, last);
      case CACHE -> {
        long request = Math.max(taken + MatvecTiming.COMMAND_TO_KV_REQUEST, readerFree);
        requestFree = request + 1;
        if (cacheOnChip) {
          first = Math.max(ready, request + MatvecTiming.KV_REQUEST_TO_WORD);
          last = first + durations.issue() - 1;
          long behind = (long) READ_AHEAD * command.shape().m() * command.shape().phases();
          readerFree = Math.max(request + command.cacheWords(), last - behind);
        } else {
          TierClock.Slots slots =
              tier.orElseThrow().cached(command, request, ready, durations.issue());
          first = slots.first();
          last = slots.last();
          readerFree = scales.request(request, command, first, last);
        }
      }
    }
    long handedOn = command.rounds() == 1 ? lastSlot : last - durations.lastRound();
    free = Math.max(taken + 1, handedOn);
    lastSlot = last;
    long result = last + durations.afterLastSlot();
    train = Optional.of(port.results(result, words(command), between(command)));
    long stalled = last - ready + 1 - durations.issue();
    return new WorkSpan(taken, last, result, result + 1, durations.issue(), stalled);
  }

  private Durations durations(MatvecCommand command) {
    return known.computeIfAbsent(command.shape(), MatvecClock::durations);
  }

  private static Durations durations(MatvecShape shape) {
    long issue = MatvecTiming.issueCycles(shape);
    long lastSlot = MatvecTiming.COMMAND_TO_SLOT + issue - 1;
    return new Durations(
        issue, MatvecTiming.lastRoundCycles(shape), MatvecTiming.cycles(shape) - lastSlot);
  }
}
