package decodefab.estimate;

import decodefab.plan.HardwarePlan;
import decodefab.plan.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that one token moves, by memory and by what they are.
 *
 * @param flows all of them, off chip first
 */
record Traffic(List<Flow> flows) {
  Traffic {
    flows = List.copyOf(flows);
  }

  /**
   * One kind of traffic.
   *
   * @param what what the bytes are
   * @param offChip whether they come from or go to the tier
   * @param read bytes read
   * @param written bytes written
   */
  record Flow(String what, boolean offChip, double read, double written) {}

  static Traffic of(HardwarePlan plan, ProgramCounts counts) {
    List<Flow> flows = new ArrayList<>();
    double container = plan.fabric().containerBytes();
    double scaleWord = plan.fabric().scaleWordBytes();
    double keyScaleWord = plan.fabric().rows() * 2.0;
    for (boolean near : new boolean[] {false, true}) {
      add(flows, "weights", !near, plan.containers(near) * container, 0);
      add(flows, "weight scales", !near, plan.scaleWords(near) * scaleWord, 0);
    }
    double written =
        plan.kvOnChip()
            ? counts.cacheWrites * container
            : counts.cacheWriteBeats * (double) plan.tier().map(Tier::axiBits).orElse(0) / 8;
    double read = plan.kvOnChip() ? counts.cacheReads * container : (double) counts.cacheReadBytes;
    add(flows, "KV cache", !plan.kvOnChip(), read, written);
    double vectorScale = plan.fabric().vector() * 2.0;
    add(
        flows,
        "KV scales",
        false,
        counts.keyScaleReads * keyScaleWord + counts.valueScaleWords * 2 * vectorScale,
        counts.cacheScaleWrites * 2.0);
    add(flows, "embedding", true, (double) counts.farOperandBytes, 0);
    double word = plan.fabric().vector() * 4.0;
    add(flows, "norms, rotary table, embedding", false, counts.auxWords * word, 0);
    return new Traffic(flows);
  }

  private static void add(List<Flow> flows, String what, boolean far, double read, double written) {
    if (read > 0 || written > 0) {
      flows.add(new Flow(what, far, read, written));
    }
  }

  double read(boolean offChip) {
    return flows.stream().filter(f -> f.offChip() == offChip).mapToDouble(Flow::read).sum();
  }

  double written(boolean offChip) {
    return flows.stream().filter(f -> f.offChip() == offChip).mapToDouble(Flow::written).sum();
  }
}
