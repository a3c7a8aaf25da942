package decodefab.estimate;

import decodefab.design.Memory;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes that a run moved, by memory. Beats off chip, weight containers and words of an on-chip
 * cache are counted by the fabric. For all else on chip there is no counter, and it takes none:
 * which words a token reads and writes depends on its position alone, so these bytes are those of
 * the program at each position that was run.
 *
 * @param containers weight containers read on chip, per token
 * @param cacheReads words of the cache read, per token
 * @param cacheWrites words of the cache written
 * @param beatsRead beats of one channel read off chip
 * @param beatsWritten beats written
 */
public record MeasuredTraffic(
    double containers,
    double cacheReads,
    double cacheWrites,
    double beatsRead,
    double beatsWritten) {

  /**
   * Bytes by memory, off chip first, averaged over the tokens that were run.
   *
   * @param tokens how many, at positions from 0 upward
   */
  public List<MeasuredCounts.TierBytes> tiers(HardwarePlan plan, int tokens) {
    double clock = plan.fabric().clockHz();
    Map<Memory, double[]> sums = new LinkedHashMap<>();
    Map<Memory, Double> peaks = new LinkedHashMap<>();
    for (int position = 0; position < tokens; position++) {
      Traffic traffic = Traffic.of(plan, ProgramCounts.of(plan, position));
      for (Memory memory : traffic.memories()) {
        double[] bytes = sums.computeIfAbsent(memory, m -> new double[2]);
        traffic.of(memory).forEach(flow -> add(plan, flow, bytes));
        peaks.put(memory, traffic.peakBytesPerCycle(memory, clock));
      }
    }
    double beat = plan.tier().map(Tier::axiBits).orElse(0) / 8.0;
    List<MeasuredCounts.TierBytes> tiers = new ArrayList<>();
    sums.forEach(
        (memory, bytes) ->
            tiers.add(
                new MeasuredCounts.TierBytes(
                    memory.name(),
                    memory.onChip(),
                    memory.onChip() ? bytes[0] / tokens : beatsRead * beat,
                    memory.onChip() ? bytes[1] / tokens : beatsWritten * beat,
                    peaks.get(memory))));
    return tiers;
  }

  private void add(HardwarePlan plan, Traffic.Flow flow, double[] bytes) {
    double word = plan.fabric().kvWordBytes();
    switch (flow.what()) {
      // Containers are counted together, wherever the design places them.
      case Traffic.WEIGHTS -> bytes[0] += flow.read() * containers / plan.containers(true);
      case Traffic.CACHE -> {
        bytes[0] += cacheReads * word;
        bytes[1] += cacheWrites * word;
      }
      default -> {
        bytes[0] += flow.read();
        bytes[1] += flow.written();
      }
    }
  }
}
