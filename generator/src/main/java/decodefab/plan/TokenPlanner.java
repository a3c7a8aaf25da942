package decodefab.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Orders what must be ordered, and nothing else. Engines run on their own; where an instruction
 * touches a region that an earlier one of another engine wrote (or reads what a later one
 * overwrites), the earlier one posts a token and the later one takes it. Instructions of one engine
 * start in program order; the vector engine overlaps them unless a fence holds the later one back.
 *
 * <p>Every section is planned by itself, so that tokens balance in it however often the body runs.
 * What an earlier section did is ordered by the engine chain itself; {@link OrderChecker} proves
 * it.
 */
final class TokenPlanner {
  private final List<Step> steps;
  private final int count;
  private final boolean[] fence;
  private final int[] waits;
  private final int[] posts;

  private TokenPlanner(List<Step> steps) {
    this.steps = steps;
    this.count = steps.size();
    this.fence = new boolean[count];
    this.waits = new int[count];
    this.posts = new int[count];
  }

  /** The same steps with waits, posts and fences set. */
  static List<Step> plan(List<Step> steps) {
    TokenPlanner planner = new TokenPlanner(steps);
    planner.order();
    return planner.result();
  }

  private void order() {
    int engines = Engine.CONTROL.ordinal();
    int[][] synced = new int[engines][engines];
    for (int[] row : synced) {
      java.util.Arrays.fill(row, -1);
    }
    int fenced = -1;
    boolean first = true;
    for (int later = 0; later < count; later++) {
      int engine = engine(later);
      int[] needed = lastConflicts(later);
      for (int other = 0; other < engines; other++) {
        if (other != engine && needed[other] > synced[other][engine]) {
          posts[needed[other]] |= 1 << engine;
          waits[later] |= 1 << other;
          synced[other][engine] = needed[other];
        }
      }
      if (engine == Engine.VECTOR.ordinal()) {
        if (first || (needed[engine] >= 0 && needed[engine] > fenced)) {
          fence[later] = true;
          fenced = later - 1;
        }
        first = false;
      }
    }
  }

  /** For each engine, the last earlier step whose regions conflict with a step's; -1 for none. */
  private int[] lastConflicts(int later) {
    int[] last = new int[Engine.CONTROL.ordinal()];
    java.util.Arrays.fill(last, -1);
    for (int earlier = 0; earlier < later; earlier++) {
      if (conflict(steps.get(earlier), steps.get(later))) {
        last[engine(earlier)] = earlier;
      }
    }
    return last;
  }

  /** Whether two steps must keep their order: one writes what the other reads or writes. */
  static boolean conflict(Step a, Step b) {
    return overlap(a.writes(), b.reads())
        || overlap(a.reads(), b.writes())
        || overlap(a.writes(), b.writes());
  }

  private static boolean overlap(List<Region> some, List<Region> others) {
    for (Region a : some) {
      for (Region b : others) {
        if (a.memory() == b.memory() && a.base() < b.end() && b.base() < a.end()) {
          return true;
        }
      }
    }
    return false;
  }

  private int engine(int step) {
    return steps.get(step).instruction().engine().ordinal();
  }

  private List<Step> result() {
    List<Step> planned = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      Instruction i = steps.get(s).instruction();
      i = i.with(InstructionField.WAIT, waits[s]).with(InstructionField.POST, posts[s]);
      planned.add(steps.get(s).with(i.with(InstructionField.FENCE, fence[s] ? 1 : 0)));
    }
    return List.copyOf(planned);
  }
}
