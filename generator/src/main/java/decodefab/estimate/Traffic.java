package decodefab.estimate;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.model.TensorNames;
import decodefab.plan.FabricParameters;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LayerRun;
import decodefab.plan.MatrixPlacement;
import decodefab.plan.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes that one token moves, by memory of the design and by what they are: whole beats off chip,
 * whole words of the memories as built on chip, whether all of a word is used or not. Fetching the
 * program is left out.
 *
 * @param flows all of them, off chip first
 */
record Traffic(List<Flow> flows) {
  /** What the flow of weights is called. */
  static final String WEIGHTS = "weights";

  /** What the flow of keys and values is called. */
  static final String CACHE = "KV cache";

  Traffic {
    flows = List.copyOf(flows);
  }

  /**
   * One kind of traffic.
   *
   * @param memory where the design places it
   * @param what what the bytes are
   * @param read bytes read
   * @param written bytes written
   * @param portBytes on chip, bytes that its ports move in a cycle at most; off chip 0, since the
   *     flows share the channels
   */
  record Flow(Memory memory, String what, double read, double written, double portBytes) {}

  static Traffic of(HardwarePlan plan, ProgramCounts counts) {
    List<Flow> flows = new ArrayList<>();
    plan.tier().ifPresent(tier -> offChip(plan, tier, counts, flows));
    weights(plan, flows);
    cache(plan, counts, flows);
    tables(plan, counts, flows);
    activations(plan, counts, flows);
    flows.removeIf(f -> f.read() == 0 && f.written() == 0);
    return new Traffic(flows);
  }

  private static void offChip(
      HardwarePlan plan, Tier tier, ProgramCounts counts, List<Flow> flows) {
    Memory memory = tier.memory();
    FabricParameters f = plan.fabric();
    flows.add(
        new Flow(memory, WEIGHTS, (double) plan.containers(false) * f.containerBytes(), 0, 0));
    flows.add(
        new Flow(
            memory, "weight scales", (double) plan.scaleWords(false) * f.scaleWordBytes(), 0, 0));
    if (!plan.kvOnChip()) {
      double written = (double) counts.cacheWriteBeats * tier.axiBits() / 8;
      flows.add(new Flow(memory, CACHE, (double) counts.cacheReadBytes, written, 0));
    }
    flows.add(new Flow(memory, "embedding", (double) counts.farOperandBytes, 0, 0));
  }

  private static void weights(HardwarePlan plan, List<Flow> flows) {
    int container = plan.fabric().containerBytes();
    int scaleWord = plan.fabric().scaleWordBytes();
    Map<Memory, long[]> words = new LinkedHashMap<>();
    for (LayerRun run : plan.runs()) {
      for (int layer = run.first(); layer <= run.last(); layer++) {
        for (MatrixPlacement m : run.matrices().values()) {
          weights(plan, m, TensorNames.layer(layer, m.role()), words);
        }
      }
    }
    weights(plan, plan.head(), TensorNames.LM_HEAD, words);
    words.forEach(
        (memory, sums) -> {
          flows.add(new Flow(memory, WEIGHTS, (double) sums[0] * container, 0, container));
          flows.add(new Flow(memory, "weight scales", (double) sums[1] * scaleWord, 0, scaleWord));
        });
  }

  private static void weights(
      HardwarePlan plan, MatrixPlacement m, String tensor, Map<Memory, long[]> words) {
    if (m.onChip()) {
      long[] sums = words.computeIfAbsent(plan.design().tierOf(tensor), k -> new long[2]);
      sums[0] += plan.fabric().containers(m);
      sums[1] += plan.fabric().scaleWords(m);
    }
  }

  private static void cache(HardwarePlan plan, ProgramCounts counts, List<Flow> flows) {
    Design design = plan.design();
    FabricParameters f = plan.fabric();
    int word = f.kvWordBytes();
    if (plan.kvOnChip()) {
      double read = (double) counts.cacheReads * word;
      double written = (double) counts.cacheWrites * word;
      flows.add(new Flow(design.tierOf("kv_cache"), CACHE, read, written, 2.0 * word));
    }
    // Scales are on chip in any case; a cache off chip leaves them to the activations' memory.
    Memory memory = design.tierOf(plan.kvOnChip() ? "kv_cache" : "activations");
    int keyWord = f.rows() * 2;
    int valueWord = f.vector() * 4;
    double read = (double) counts.keyScaleReads * keyWord + counts.valueScaleWords * valueWord;
    double written = (double) counts.keyScaleWrites * keyWord + counts.valueScaleWrites * valueWord;
    flows.add(new Flow(memory, "KV scales", read, written, 2.0 * (keyWord + valueWord)));
  }

  /** One memory holds the tables; where they are placed apart, its port counts for both. */
  private static void tables(HardwarePlan plan, ProgramCounts counts, List<Flow> flows) {
    Memory norms = plan.design().tierOf("norms");
    int word = plan.fabric().vector() * 4;
    if (!plan.aux().embeddingOnChip()) {
      flows.add(flow(norms, "norms, rotary table", counts.auxWords, word));
      return;
    }
    Memory embedding = plan.design().tierOf("embedding");
    if (embedding.equals(norms)) {
      flows.add(flow(norms, "norms, rotary table, embedding", counts.auxWords, word));
    } else {
      long rest = counts.auxWords - counts.embeddingWords;
      flows.add(flow(norms, "norms, rotary table", rest, word));
      flows.add(flow(embedding, "embedding", counts.embeddingWords, word));
    }
  }

  private static Flow flow(Memory memory, String what, long words, int word) {
    return new Flow(memory, what, (double) words * word, 0, word);
  }

  /** Ports as {@code dfab_core} has them; the matvec engine reads a tile's columns of codes. */
  private static void activations(HardwarePlan plan, ProgramCounts counts, List<Flow> flows) {
    Memory memory = plan.design().tierOf("activations");
    FabricParameters f = plan.fabric();
    double word = f.vector() * 4.0;
    double tile = f.cols() * f.formats().activationBits() / 8.0;
    double stored = f.vector() * f.formats().cacheBits() / 8.0;
    double both = f.vector() * f.codeBits() / 8.0;
    double results = (double) counts.outputs * Math.max(1, f.rows() / f.vector());
    double vectorRead = counts.vmReads * word;
    double vectorWritten = (counts.vmWrites + results) * word;
    flows.add(new Flow(memory, "vectors", vectorRead, vectorWritten, 4 * word));
    flows.add(new Flow(memory, "scalars", counts.smReads * word, counts.smWrites * word, 3 * word));
    flows.add(
        new Flow(
            memory,
            "quantized activations",
            counts.slots * tile + counts.storedWords * stored,
            counts.quantizedWords * both,
            tile + stored + both));
    flows.add(
        new Flow(
            memory,
            "activation scales",
            (counts.results + counts.storedHeads) * word,
            counts.qsWrites * word,
            3 * word));
  }

  /** Memories that anything moves from or to, off chip first. */
  List<Memory> memories() {
    return flows.stream().map(Flow::memory).distinct().toList();
  }

  /** Flows of one memory. */
  List<Flow> of(Memory memory) {
    return flows.stream().filter(f -> f.memory().equals(memory)).toList();
  }

  double read(Memory memory) {
    return of(memory).stream().mapToDouble(Flow::read).sum();
  }

  double written(Memory memory) {
    return of(memory).stream().mapToDouble(Flow::written).sum();
  }

  double offChipRead() {
    return flows.stream().filter(f -> !f.memory().onChip()).mapToDouble(Flow::read).sum();
  }

  double offChipWritten() {
    return flows.stream().filter(f -> !f.memory().onChip()).mapToDouble(Flow::written).sum();
  }

  /**
   * Bytes that a memory can move in a cycle of the fabric: off chip its peak, on chip a word
   * through every port of what is built for it.
   */
  double peakBytesPerCycle(Memory memory, double clockHz) {
    return memory.onChip()
        ? of(memory).stream().mapToDouble(Flow::portBytes).sum()
        : memory.peakBytesPerSecond(clockHz) / clockHz;
  }
}
