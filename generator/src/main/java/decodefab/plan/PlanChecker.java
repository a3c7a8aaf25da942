package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.format.TensorFormat;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.List;

/** Refuses what the fabric cannot be built for, all reasons at once. */
final class PlanChecker {
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
              design,
              "activations",
              "vector "
                  + vector
                  + " does not divide the activation group "
                  + formats.activationGroup()));
    }
    TensorFormat embedding = formats.format("embedding", shape.dim());
    if (embedding.group() % vector != 0 && embedding.group() < shape.dim()) {
      found.add(
          PlanCode.EMBEDDING_GROUP.at(
              design,
              "embedding",
              "the embedding's group "
                  + embedding.group()
                  + " is no multiple of vector "
                  + vector));
    }
    found.addAll(FormatFit.problems(design, shape, formats, probabilityGroup));
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
    for (int layer = 1; layer < shape.layers(); layer++) {
      if (!formats.likeFirstLayer(layer)) {
        found.add(
            PlanCode.LAYER_FORMATS.at(
                design,
                "weights",
                "layer " + layer + " differs from layer 0 in a format or a memory"));
        break;
      }
    }
    if (!found.isEmpty()) {
      throw new InputException(found);
    }
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
