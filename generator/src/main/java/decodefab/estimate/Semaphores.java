package decodefab.estimate;

import decodefab.plan.Engine;
import decodefab.plan.Instruction;
import decodefab.plan.InstructionField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** The tokens that engines leave for each other, by the times of their pulses. */
final class Semaphores {
  private static final int ENGINES = Engine.CONTROL.ordinal();

  private final List<Deque<LongSupplier>> tokens = new ArrayList<>();

  Semaphores() {
    for (int pair = 0; pair < ENGINES * ENGINES; pair++) {
      tokens.add(new ArrayDeque<>());
    }
  }

  /**
   * When a command's tokens are all there; takes them. A post is seen the cycle after its pulse.
   */
  long take(Instruction command, long ready) {
    long time = ready;
    for (int from = 0; from < ENGINES; from++) {
      if ((command.get(InstructionField.WAIT) >> from & 1) != 0) {
        LongSupplier pulse = pair(from, command.engine().ordinal()).remove();
        time = Math.max(time, pulse.getAsLong() + 1);
      }
    }
    return time;
  }

  /** Leaves a command's tokens; when the pulse is, may be asked later. */
  void post(Instruction command, LongSupplier pulse) {
    for (int to = 0; to < ENGINES; to++) {
      if ((command.get(InstructionField.POST) >> to & 1) != 0) {
        pair(command.engine().ordinal(), to).add(pulse);
      }
    }
  }

  private Deque<LongSupplier> pair(int from, int to) {
    return tokens.get(ENGINES * from + to);
  }
}
