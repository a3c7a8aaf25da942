package decodefab.estimate;

import static decodefab.plan.InstructionField.*;

import decodefab.plan.AuxLayout;
import decodefab.plan.FabricParameters;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Instruction;
import decodefab.plan.Step;
import java.util.List;

/**
 * What the program of one token does at a position, counted exactly: it takes no time into account
 * and holds for a simulated run as well as for an estimate.
 */
final class ProgramCounts {
  private final FabricParameters fabric;
  private final long embeddingBase;
  private final int position;

  long instructions;

  // Words of the vector engine: all, and those that use a part of it.
  long vectorWords;
  long frontWords;
  long backWords;
  long quantizedWords;
  long summedWords;
  long comparedWords;
  long convertedHalfWords;
  long convertedIntWords;

  // Accesses of the memories of values, one vector word each.
  long vmReads;
  long vmWrites;
  long smReads;
  long smWrites;
  long qsWrites;

  // Source words of external operands.
  long auxWords;
  long embeddingWords;
  long valueScaleWords;
  long farOperandBytes;

  // Matvec engine: slots of a whole tile, results of a row of lanes each.
  long slots;
  long wideSlots;
  long results;
  long outputs;
  long scaleReads;

  // KV cache, in words.
  long cacheReads;
  long keyScaleReads;
  long cacheWrites;
  long cacheWriteBeats;
  long keyScaleWrites;
  long valueScaleWrites;
  long cacheReadBytes;

  // What the store engine reads: words of codes, and a scale for each head.
  long storedWords;
  long storedHeads;

  private ProgramCounts(HardwarePlan plan, int position) {
    this.fabric = plan.fabric();
    AuxLayout aux = plan.aux();
    this.embeddingBase = aux.embeddingOnChip() ? aux.codesBase() : Long.MAX_VALUE;
    this.position = position;
  }

  static ProgramCounts of(HardwarePlan plan, int position) {
    ProgramCounts counts = new ProgramCounts(plan, position);
    int beat = plan.tier().map(t -> t.axiBits() / 8).orElse(plan.fabric().kvWordBytes());
    int bus = plan.tier().map(t -> t.busBytes()).orElse(plan.fabric().kvWordBytes());
    counts.add(plan.program().prologue(), 1, beat, bus);
    plan.program().loops().forEach(l -> counts.add(l.body(), l.count(), beat, bus));
    counts.add(plan.program().epilogue(), 1, beat, bus);
    return counts;
  }

  private void add(List<Step> steps, int times, int beatBytes, int busBytes) {
    for (Step step : steps) {
      Instruction i = step.instruction();
      instructions += times;
      switch (i.engine()) {
        case VECTOR -> vector(i, times, busBytes);
        case MATVEC -> matvec(MatvecCommand.of(i, fabric, position), times, busBytes);
        case STORE -> store(StoreCommand.of(i, fabric, position), times, beatBytes);
        case CONTROL -> {}
      }
    }
  }

  private void vector(Instruction i, int times, int busBytes) {
    VectorPass pass = VectorPass.of(i, fabric, position);
    long words = (long) pass.words() * times;
    vectorWords += words;
    frontWords += pass.front() ? words : 0;
    backWords += pass.back() ? words : 0;
    quantizedWords += pass.quantizes() ? words : 0;
    summedWords += i.get(VE_REDUCE) == 1 ? words : 0;
    comparedWords += i.get(VE_REDUCE) > 1 ? words : 0;
    smWrites += i.get(VE_REDUCE) == 0 ? 0 : segments(i, pass.words()) * times;
    operandA(i, words);
    operandB(i, words);
    boolean memoryC = i.get(VE_C_MODE) == 1 || i.get(VE_C_MODE) == 2;
    vmReads += memoryC && i.get(VE_C_USE) != 0 ? words : 0;
    vmWrites += i.get(VE_DST_MEM) == 1 ? words : 0;
    smWrites += i.get(VE_DST_MEM) == 2 ? words : 0;
    qsWrites += i.get(VE_WR_QS) != 0 ? words : 0;
    external(i, pass.operand(), words, times, busBytes);
  }

  private static long segments(Instruction i, int words) {
    long segment = i.get(VE_SEG_WORDS);
    return segment == 0 ? 1 : Math.ceilDiv(words, segment);
  }

  private void operandA(Instruction i, long words) {
    boolean scalar = i.get(VE_A_MEM) != 0;
    vmReads += i.get(VE_A_ONE) == 0 && !scalar ? words : 0;
    smReads += i.get(VE_A_ONE) == 0 && scalar ? words : 0;
  }

  private void operandB(Instruction i, long words) {
    if (i.get(VE_B_USE) == 0) {
      return;
    }
    switch ((int) i.get(VE_B_MODE)) {
      case 1 -> {
        vmReads += i.get(VE_B_MEM) == 0 ? words : 0;
        smReads += i.get(VE_B_MEM) != 0 ? words : 0;
      }
      case 2 -> vmReads += words;
      case 3, 5 -> smReads += words;
      default -> {}
    }
  }

  private void external(
      Instruction i, VectorPass.Operand operand, long words, int times, int busBytes) {
    long source = (long) operand.words() * times;
    switch (operand.source()) {
      case NONE -> {}
      case AUX -> {
        auxWords += source;
        embeddingWords += i.get(VE_EXT_BASE) >= embeddingBase ? source : 0;
      }
      case VALUE_SCALES -> valueScaleWords += source;
      case FAR -> {
        long bytes = (long) operand.words() * fabric.vector() * 4;
        farOperandBytes += Math.ceilDiv(bytes, busBytes) * busBytes * times;
      }
    }
    if (operand.present()) {
      long format = i.get(VE_EXT_FMT);
      convertedHalfWords += format == 1 ? words : 0;
      convertedIntWords += format == 2 ? words : 0;
    }
  }

  private void matvec(MatvecCommand command, int times, int busBytes) {
    slots += command.slots() * times;
    wideSlots += command.wide() ? command.slots() * times : 0;
    results += command.results() * times;
    outputs += command.outputs() * times;
    scaleReads += command.scaleWords() * times;
    if (command.source() == MatvecCommand.Source.CACHE) {
      long words = command.cacheWords();
      cacheReads += words * times;
      keyScaleReads += command.scaled() ? (long) command.shape().tiles() * times : 0;
      cacheReadBytes +=
          Math.ceilDiv(words * fabric.kvWordBytes(), (long) busBytes) * busBytes * times;
    }
  }

  private void store(StoreCommand command, int times, int beatBytes) {
    cacheWrites += command.cacheWords() * times;
    cacheWriteBeats += command.cacheWords() * command.beatsPerWord(fabric, beatBytes) * times;
    keyScaleWrites += command.value() ? 0 : (long) command.heads() * times;
    valueScaleWrites += command.value() ? (long) command.heads() * times : 0;
    storedWords += command.inputWords() * times;
    storedHeads += (long) command.heads() * times;
  }
}
