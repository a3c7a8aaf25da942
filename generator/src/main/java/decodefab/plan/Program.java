package decodefab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program of the sequencer. In the ROM stand the prologue, a loop begin, the body, a loop end,
 * the epilogue and a halt.
 *
 * @param layers how often the body runs
 * @param prologue before the layers
 * @param body one layer
 * @param epilogue after the layers
 */
public record Program(int layers, List<Step> prologue, List<Step> body, List<Step> epilogue) {
  public Program {
    prologue = List.copyOf(prologue);
    body = List.copyOf(body);
    epilogue = List.copyOf(epilogue);
  }

  /** Words of the program ROM. */
  public int length() {
    return prologue.size() + body.size() + epilogue.size() + 3;
  }

  /** Address of the first instruction of the body. */
  public int bodyStart() {
    return prologue.size() + 1;
  }

  /** Address of the first instruction of the epilogue. */
  public int epilogueStart() {
    return bodyStart() + body.size() + 1;
  }

  /** The step at an address of the ROM; empty for a loop's ends and the halt. */
  public Optional<Step> stepAt(int pc) {
    if (pc < prologue.size()) {
      return Optional.of(prologue.get(pc));
    }
    if (pc >= bodyStart() && pc < bodyStart() + body.size()) {
      return Optional.of(body.get(pc - bodyStart()));
    }
    boolean last = pc >= epilogueStart() && pc < epilogueStart() + epilogue.size();
    return last ? Optional.of(epilogue.get(pc - epilogueStart())) : Optional.empty();
  }

  /** All instruction words in ROM order. */
  public List<Instruction> words() {
    List<Instruction> words = new ArrayList<>();
    prologue.forEach(s -> words.add(s.instruction()));
    words.add(
        Instruction.of(Engine.CONTROL)
            .set(InstructionField.CT_OP, 1)
            .set(InstructionField.CT_COUNT, layers)
            .build());
    body.forEach(s -> words.add(s.instruction()));
    words.add(Instruction.of(Engine.CONTROL).set(InstructionField.CT_OP, 2).build());
    epilogue.forEach(s -> words.add(s.instruction()));
    words.add(Instruction.of(Engine.CONTROL).build());
    return List.copyOf(words);
  }
}
