package decodefab.estimate;

import decodefab.plan.Engine;
import decodefab.plan.Instruction;
import decodefab.plan.InstructionField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The tokens that engines leave for each other, by the times of their pulses. */
final class Semaphores {
  private static final int ENGINES = Engine.CONTROL.ordinal();

  private final List<Deque<Long>> tokens = new ArrayList<>();

  Semaphores() {
    for (int pair = 0; pair < ENGINES * ENGINES; pair++) {
      tokens.add(new ArrayDeque<>());
    }
  }

  /**
   * When a command's tokens are all there; takes them. A post of the matvec engine comes with its
   * last result, which waits for a free write cycle; by now all passes that could hold it up are
   * known, because whoever takes its token comes after them.
   */
  long take(Instruction command, long ready, VmWritePort port) {
    long time = ready;
    for (int from = 0; from < ENGINES; from++) {
      if ((command.get(InstructionField.WAIT) >> from & 1) != 0) {
        long pulse = pair(from, command.engine().ordinal()).remove();
        boolean result = from == Engine.MATVEC.ordinal();
        // A post is seen one cycle after its pulse, and that comes one cycle after the result.
        time = Math.max(time, 1 + (result ? port.accept(pulse - 1) + 1 : pulse));
      }
    }
    return time;
  }

  /** Leaves a command's tokens. */
  void post(Instruction command, long pulse) {
    for (int to = 0; to < ENGINES; to++) {
      if ((command.get(InstructionField.POST) >> to & 1) != 0) {
        pair(command.engine().ordinal(), to).add(pulse);
      }
    }
  }

  private Deque<Long> pair(int from, int to) {
    return tokens.get(ENGINES * from + to);
  }
}
