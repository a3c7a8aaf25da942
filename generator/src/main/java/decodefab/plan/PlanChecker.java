package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.format.TensorFormat;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Refuses what the fabric cannot be built for, all reasons at once. */
final class PlanChecker {
  /** Positions of 20 bits, and one more for the length of what is before them. */
  private static final int MOST_POSITIONS = (1 << 20) - 1;

  /** Tiles of 16 bits, as in the field of the instruction. */
  private static final int MOST_KEY_TILES = (1 << 16) - 1;

  private PlanChecker() {}

  /**
   * Holds the free parameters against the model's sizes.
   *
   * @param probabilityGroup positions that share a scale in attention
   */
  static void checkShape(
      Design design, ModelShape shape, FormatTranslator formats, int probabilityGroup)
      throws InputException {
    List<Diagnostic> found = new ArrayList<>();
    int rows = design.tile().rows();
    int vector = design.datapath().vector();
    int head = shape.headDim();
    context(design, shape.context(), rows).ifPresent(found::add);
    if (head % rows != 0) {
      found.add(
          PlanCode.HEAD_ROWS.at(
              design,
              "tile.rows",
              "rows " + rows + " do not divide the head size " + head + nearest(head)));
    }
    if (head % vector != 0) {
      found.add(
          PlanCode.HEAD_VECTOR.at(
              design,
              "datapath.vector",
              "vector " + vector + " does not divide the head size " + head + nearest(head)));
    }
    if (formats.activationGroup() % vector != 0) {
      found.add(
          PlanCode.GROUP_VECTOR.at(
              design.formatOrigin("activations"),
              "vector "
                  + vector
                  + " does not divide the activation group "
                  + formats.activationGroup()));
    }
    TensorFormat embedding = formats.format("embedding", shape.dim());
    if (embedding.group() % vector != 0 && embedding.group() < shape.dim()) {
      found.add(
          PlanCode.EMBEDDING_GROUP.at(
              design.formatOrigin("embedding"),
              "the embedding's group "
                  + embedding.group()
                  + " is no multiple of vector "
                  + vector));
    }
    found.addAll(FormatFit.problems(design, shape, formats, probabilityGroup));
    found.addAll(ZerosFit.problems(design, shape, formats));
    int mixed = head / Math.min(rows, head) * shape.groupSize();
    if (mixed > Planner.mostAccumulators()) {
      found.add(
          PlanCode.HEAD_SHARE.at(
              design,
              "tile.rows",
              shape.groupSize()
                  + " query heads of "
                  + head
                  + " elements over "
                  + rows
                  + " rows need "
                  + mixed
                  + " partial results, more than "
                  + Planner.mostAccumulators()));
    }
    if (!found.isEmpty()) {
      throw new InputException(found);
    }
  }

  /** Holds positions, and tiles of their keys, against the counters of the sequencer. */
  private static Optional<Diagnostic> context(Design design, int context, int rows) {
    if (context > MOST_POSITIONS) {
      return Optional.of(
          PlanCode.TOO_LARGE.at(
              design,
              "model",
              "a context of " + context + "; the fabric counts " + MOST_POSITIONS + " positions"));
    }
    int tiles = Math.ceilDiv(context, rows);
    if (tiles <= MOST_KEY_TILES) {
      return Optional.empty();
    }
    int enough = Integer.highestOneBit(Math.ceilDiv(context, MOST_KEY_TILES) * 2 - 1);
    return Optional.of(
        PlanCode.TOO_LARGE.at(
            design,
            "tile.rows",
            "the keys of a context of %d are %d tiles of %d rows, and the fabric counts %d; %d rows would do, or a context of %d"
                .formatted(context, tiles, rows, MOST_KEY_TILES, enough, MOST_KEY_TILES * rows)));
  }

  /** Holds the words of the program against its memory. */
  static void checkLength(Design design, Program program, List<LayerRun> runs)
      throws InputException {
    int length = program.length();
    if (length <= Program.MOST_WORDS) {
      return;
    }
    String words = length + " instructions; the program's memory holds " + Program.MOST_WORDS;
    if (runs.size() == 1) {
      throw new InputException(PlanCode.TOO_LARGE.at(design, "model", "the program has " + words));
    }
    int loop = program.loops().getFirst().length();
    int most = Math.max(1, (Program.MOST_WORDS - (length - loop * runs.size())) / loop);
    String changes =
        runs.stream().skip(1).limit(3).map(r -> "" + r.first()).collect(Collectors.joining(", "));
    throw new InputException(
        PlanCode.PROGRAM_LENGTH.at(
            design,
            "weights",
            "formats or memories change between layers %d times (at layers %s%s), so that the program has %s, enough for %d changes"
                .formatted(
                    runs.size() - 1, changes, runs.size() > 4 ? ", ..." : "", words, most - 1)));
  }

  private static String nearest(int head) {
    return "; the largest legal value is " + Integer.lowestOneBit(head);
  }

  /** Holds what is placed in each memory against its capacity. */
  static void checkCapacity(HardwarePlan plan) throws InputException {
    List<Diagnostic> found = new ArrayList<>();
    long onChip = OnChipUse.of(plan).totalBytes();
    long capacity =
        plan.design().memories().stream()
            .filter(Memory::onChip)
            .mapToLong(Memory::capacityBytes)
            .sum();
    if (onChip > capacity) {
      found.add(
          tooSmall(
              plan.design(),
              onChipOrigin(plan.design()),
              "on-chip memory",
              onChip,
              capacity,
              OnChipUse.of(plan).largest()));
    }
    plan.tier()
        .ifPresent(
            tier -> {
              long size = tier.memory().capacityBytes();
              if (tier.usedBytes() > size) {
                String name = tier.memory().name();
                found.add(
                    tooSmall(
                        plan.design(), capacity(tier.memory()), name, tier.usedBytes(), size, ""));
              }
            });
    if (!found.isEmpty()) {
      throw new InputException(found);
    }
  }

  /** Where the on-chip capacity stands; several memories share one sum, so none of them is it. */
  private static String onChipOrigin(Design design) {
    List<Memory> onChip = design.memories().stream().filter(Memory::onChip).toList();
    return onChip.size() == 1 ? capacity(onChip.getFirst()) : "design";
  }

  private static String capacity(Memory memory) {
    return "memory." + memory.name() + ".capacity";
  }

  private static Diagnostic tooSmall(
      Design design, String origin, String memory, long needed, long capacity, String largest) {
    return PlanCode.CAPACITY.at(
        design,
        origin,
        memory
            + " holds "
            + capacity
            + " bytes but "
            + needed
            + " are placed in it: "
            + (needed - capacity)
            + " too many"
            + largest);
  }
}
