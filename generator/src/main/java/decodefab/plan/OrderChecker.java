package decodefab.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Proves the order of a program: runs it for one token of text, every loop for its first two
 * layers, which has each seam between two bodies once, follows which instruction is known to be
 * complete when another starts, and refuses a program in which two that conflict could overlap, or
 * whose tokens do not balance.
 */
final class OrderChecker {
  private static final int ENGINES = Engine.CONTROL.ordinal();

  private final List<Step> trace = new ArrayList<>();

  /** Latest step of each engine known complete when a step starts, and when it is complete. */
  private final List<int[]> known = new ArrayList<>();

  private OrderChecker() {}

  /**
   * Checks a program.
   *
   * @throws IllegalStateException when it is not ordered; a fault of the planner, never of its
   *     input
   */
  static void check(Program program) {
    OrderChecker checker = new OrderChecker();
    checker.unroll(program);
    checker.follow();
    checker.conflicts();
  }

  private void unroll(Program program) {
    trace.addAll(program.prologue());
    for (LayerLoop loop : program.loops()) {
      for (int turn = 0; turn < Math.min(2, loop.count()); turn++) {
        trace.addAll(loop.body());
      }
    }
    trace.addAll(program.epilogue());
  }

  private void follow() {
    List<Deque<Integer>> tokens = new ArrayList<>();
    for (int i = 0; i < ENGINES * ENGINES; i++) {
      tokens.add(new ArrayDeque<>());
    }
    int[] previous = new int[ENGINES];
    Arrays.fill(previous, -1);
    for (int s = 0; s < trace.size(); s++) {
      Instruction i = trace.get(s).instruction();
      int engine = i.engine().ordinal();
      int[] before = startKnowledge(i, engine, previous[engine]);
      for (int other = 0; other < ENGINES; other++) {
        if (((i.get(InstructionField.WAIT) >> other) & 1) != 0) {
          Integer token = tokens.get(other * ENGINES + engine).pollFirst();
          if (token == null) {
            throw new IllegalStateException(describe(s) + " waits for a token that nobody posts");
          }
          merge(before, known.get(token));
          before[other] = Math.max(before[other], token);
        }
      }
      known.add(before);
      for (int other = 0; other < ENGINES; other++) {
        if (((i.get(InstructionField.POST) >> other) & 1) != 0) {
          tokens.get(engine * ENGINES + other).addLast(s);
        }
      }
      previous[engine] = s;
    }
    if (tokens.stream().anyMatch(t -> !t.isEmpty())) {
      throw new IllegalStateException("tokens are left at the end of the program");
    }
  }

  /**
   * What is complete when a step starts. Vector: a fence, or the step before having posted, means
   * that all earlier ones are complete. Store: one at a time. Matvec: only what tokens say.
   */
  private int[] startKnowledge(Instruction i, int engine, int previous) {
    int[] before = new int[ENGINES];
    Arrays.fill(before, -1);
    if (previous < 0) {
      return before;
    }
    merge(before, known.get(previous));
    boolean posted = trace.get(previous).instruction().get(InstructionField.POST) != 0;
    boolean drained =
        posted || i.get(InstructionField.FENCE) != 0 || engine == Engine.STORE.ordinal();
    if (drained) {
      before[engine] = previous;
    }
    return before;
  }

  private static void merge(int[] into, int[] more) {
    for (int e = 0; e < ENGINES; e++) {
      into[e] = Math.max(into[e], more[e]);
    }
  }

  private void conflicts() {
    for (int later = 0; later < trace.size(); later++) {
      int engine = trace.get(later).instruction().engine().ordinal();
      for (int earlier = 0; earlier < later; earlier++) {
        int other = trace.get(earlier).instruction().engine().ordinal();
        boolean complete = known.get(later)[other] >= earlier;
        // The matvec engine writes results in the order of its commands and reads no result of its
        // own.
        boolean inOrder = engine == other && engine == Engine.MATVEC.ordinal();
        if (!complete && !inOrder && TokenPlanner.conflict(trace.get(earlier), trace.get(later))) {
          throw new IllegalStateException(describe(later) + " may overtake " + describe(earlier));
        }
      }
    }
  }

  private String describe(int step) {
    return "step " + step + " (" + trace.get(step).label() + ")";
  }
}
