package decodefab.estimate;

import decodefab.plan.Engine;
import decodefab.plan.Instruction;
import decodefab.plan.InstructionField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The tokens that engines leave for each other, as times at which they can be taken. */
final class Semaphores {
  private static final int ENGINES = Engine.CONTROL.ordinal();

  private final List<Deque<Long>> tokens = new ArrayList<>();

  Semaphores() {
    for (int pair = 0; pair < ENGINES * ENGINES; pair++) {
      tokens.add(new ArrayDeque<>());
    }
  }

  /** When a command's tokens are all there; takes them. */
  long take(Instruction command, long ready) {
    long time = ready;
    for (int from = 0; from < ENGINES; from++) {
      if ((command.get(InstructionField.WAIT) >> from & 1) != 0) {
        time = Math.max(time, pair(from, command.engine().ordinal()).remove());
      }
    }
    return time;
  }

  /** Leaves a command's tokens; a post is seen one cycle after its pulse. */
  void post(Instruction command, long pulse) {
    for (int to = 0; to < ENGINES; to++) {
      if ((command.get(InstructionField.POST) >> to & 1) != 0) {
        pair(command.engine().ordinal(), to).add(pulse + 1);
      }
    }
  }

  private Deque<Long> pair(int from, int to) {
    return tokens.get(ENGINES * from + to);
  }
}
