package decodefab.estimate;

import decodefab.plan.FabricParameters;
import java.util.Optional;

/** Time line of the store engine, after the states of {@code dfab_kv_store}. */
final class StoreClock {
  /** From taking a command to its first quantized word: place, start, memory, buffer. */
  private static final int TAKEN_TO_WORD = 7;

  /** From taking a command to the write of the last scale, beside one cycle for each head. */
  private static final int TAKEN_TO_SCALES = 7;

  private final FabricParameters fabric;
  private final Optional<TierClock> tier;
  private long free;

  StoreClock(FabricParameters fabric, Optional<TierClock> tier) {
    this.fabric = fabric;
    this.tier = tier;
  }

  /** First cycle in which the engine has nothing left to do. */
  long idle() {
    return free;
  }

  /**
   * Runs a command.
   *
   * @param door first cycle in which it stands at the engine, its tokens being there
   */
  WorkSpan run(StoreCommand command, long door) {
    long taken = Math.max(door, free);
    int collect = command.groupElements() > fabric.vector() ? 1 : 0;
    long cycles = Math.max(command.inputWords(), command.cacheWords());
    long first = taken + TAKEN_TO_WORD + collect;
    long stored = first + cycles - 1;
    long written = stored;
    if (tier.isPresent()) {
      written = tier.orElseThrow().written(command, fabric, first, stored);
    }
    long finish = Math.max(written + 1, taken + TAKEN_TO_SCALES + command.heads());
    free = finish + 1;
    return new WorkSpan(taken, stored, finish, finish + 1, cycles, written - stored);
  }
}
