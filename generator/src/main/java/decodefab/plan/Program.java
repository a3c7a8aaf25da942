package decodefab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program of the sequencer. In the ROM stand the prologue, of each loop a loop begin, its body
 * and a loop end, the epilogue and a halt.
 *
 * @param prologue before the layers
 * @param loops over the layers, each over the layers that follow those of the loop before it
 * @param epilogue after the layers
 */
public record Program(List<Step> prologue, List<LayerLoop> loops, List<Step> epilogue) {
  /** Most words of the program ROM: its addresses have 10 bits. */
  static final int MOST_WORDS = 1024;

  /** Most layers: their numbers have 8 bits in the fabric. */
  static final int MOST_LAYERS = 256;

  public Program {
    prologue = List.copyOf(prologue);
    loops = List.copyOf(loops);
    epilogue = List.copyOf(epilogue);
    int next = 0;
    for (LayerLoop loop : loops) {
      if (loop.first() != next) {
        throw new IllegalArgumentException("a loop from layer " + loop.first() + ", not " + next);
      }
      next += loop.count();
    }
  }

  /** Layers of all loops. */
  public int layers() {
    return loops.stream().mapToInt(LayerLoop::count).sum();
  }

  /** Words of the program ROM. */
  public int length() {
    return epilogueStart() + epilogue.size() + 1;
  }

  /** Instructions of a layer. */
  public List<Step> body(int layer) {
    return loops.get(loopOf(layer)).body();
  }

  /** Address of the first instruction of the loop body that runs a layer. */
  public int bodyStart(int layer) {
    return loopStart(loopOf(layer)) + 1;
  }

  /** Address of the first instruction of the epilogue. */
  public int epilogueStart() {
    return loopStart(loops.size());
  }

  private int loopOf(int layer) {
    for (int loop = 0; loop < loops.size(); loop++) {
      if (loops.get(loop).runs(layer)) {
        return loop;
      }
    }
    throw new IllegalArgumentException("no layer " + layer);
  }

  /** Address of a loop's begin; of the epilogue after the last loop. */
  private int loopStart(int loop) {
    return prologue.size() + loops.subList(0, loop).stream().mapToInt(LayerLoop::length).sum();
  }

  /** The step at an address of the ROM; empty for a loop's ends and the halt. */
  public Optional<Step> stepAt(int pc) {
    int from = pc;
    if (from < prologue.size()) {
      return at(prologue, from);
    }
    from -= prologue.size();
    for (LayerLoop loop : loops) {
      if (from < loop.length()) {
        return at(loop.body(), from - 1);
      }
      from -= loop.length();
    }
    return at(epilogue, from);
  }

  private static Optional<Step> at(List<Step> steps, int index) {
    return index >= 0 && index < steps.size() ? Optional.of(steps.get(index)) : Optional.empty();
  }

  /** All instruction words in ROM order. */
  public List<Instruction> words() {
    List<Instruction> words = new ArrayList<>();
    prologue.forEach(s -> words.add(s.instruction()));
    for (LayerLoop loop : loops) {
      words.add(
          Instruction.of(Engine.CONTROL)
              .set(InstructionField.CT_OP, 1)
              .set(InstructionField.CT_COUNT, loop.count())
              .set(InstructionField.CT_FIRST, loop.first())
              .build());
      loop.body().forEach(s -> words.add(s.instruction()));
      words.add(Instruction.of(Engine.CONTROL).set(InstructionField.CT_OP, 2).build());
    }
    epilogue.forEach(s -> words.add(s.instruction()));
    words.add(Instruction.of(Engine.CONTROL).build());
    return List.copyOf(words);
  }
}
