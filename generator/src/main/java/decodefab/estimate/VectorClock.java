package decodefab.estimate;

import decodefab.golden.VectorTiming;
import java.util.Optional;

/**
 * Time line of the vector engine, after {@code dfab_vector_command}, {@code dfab_vector_path} and
 * {@code dfab_operand_source}: words issue one per cycle, waiting happens at the issue only.
 */
final class VectorClock {
  /** From an operand's request to the first cycle in which a word that uses it may go. */
  private static final int OPERAND_LATENCY = 4;

  /** What the way from the tier's read port to the issue adds, one cycle for each register. */
  private static final int FAR_OPERAND_REGISTERS = 2;

  private final VmWritePort port;
  private final Optional<TierClock> tier;

  private long room;
  private long settled;
  private long reduced;
  private long lastTaken = -1;
  private long lastIssue = -1;
  private long sourceFree;
  private long idle;

  VectorClock(VmWritePort port, Optional<TierClock> tier) {
    this.port = port;
    this.tier = tier;
  }

  /** First cycle in which the engine has nothing left to do. */
  long idle() {
    return Math.max(idle, quiet());
  }

  private long quiet() {
    return Math.max(settled, reduced);
  }

  /**
   * Runs a command.
   *
   * @param door first cycle in which it stands at the engine, its tokens being there
   */
  WorkSpan run(VectorPass pass, boolean writesVm, long door) {
    // It stands at the door only when the command before it has been taken.
    long atDoor = Math.max(door, lastTaken + 1);
    long requested = Math.max(atDoor, pass.operand().present() ? sourceFree : 0);
    long taken = Math.max(room, requested);
    long ready = Math.max(taken + 1, pass.fence() ? quiet() : 0);
    // A command at the door asks for its operand while the one before still issues.
    long first = Math.max(ready, operandAt(pass, requested, 0));
    int latency = choosePath(pass, first);
    long last = Math.max(first + pass.words() - 1, operandAt(pass, requested, pass.words() - 1));
    settled = last + 1 + latency + (pass.quantizes() ? VectorTiming.QUANTIZE : 0);
    if (pass.reduceCycles() > 0) {
      reduced = Math.max(reduced, last + 1 + latency + pass.reduceCycles() + 1);
    }
    if (pass.operand().present()) {
      sourceFree = sourceDone(pass, requested);
    }
    if (writesVm) {
      port.vectorWrites(first + 1 + latency, last + 1 + latency);
    }
    lastTaken = taken;
    lastIssue = last;
    long drained = Math.max(last + 1, quiet());
    room = pass.posts() ? drained : last;
    idle = pass.posts() ? drained + 2 : last + 1;
    long stalled = last - ready + 1 - pass.words();
    return new WorkSpan(taken, last, quiet(), drained + 1, pass.words(), stalled);
  }

  /** A pass skips a half that it does not use, unless it would overtake words before it. */
  private int choosePath(VectorPass pass, long first) {
    long ahead = lastIssue < 0 ? 0 : settled - first;
    boolean none = !pass.front() && !pass.back() && ahead <= VectorTiming.latency(false, false);
    boolean back = !pass.front() && ahead <= VectorTiming.latency(false, true);
    boolean front = !pass.back() && ahead <= VectorTiming.latency(true, false);
    boolean useFront = !(none || back);
    boolean useBack = !none && (back || !front);
    return VectorTiming.latency(useFront, useBack);
  }

  /** First cycle in which a word may go as far as its operand says. */
  private long operandAt(VectorPass pass, long requested, int word) {
    VectorPass.Operand operand = pass.operand();
    int source = word / operand.parts();
    return switch (operand.source()) {
      case NONE -> 0;
      case AUX, VALUE_SCALES -> requested + OPERAND_LATENCY + source + word % operand.parts();
      case FAR ->
          tier.orElseThrow().operandAt(requested, source)
              + FAR_OPERAND_REGISTERS
              + word % operand.parts();
    };
  }

  private long sourceDone(VectorPass pass, long requested) {
    int words = pass.operand().words();
    return switch (pass.operand().source()) {
      case NONE -> sourceFree;
      case AUX, VALUE_SCALES -> requested + words + 1;
      case FAR -> tier.orElseThrow().operandAt(requested, words - 1) + 1;
    };
  }
}
