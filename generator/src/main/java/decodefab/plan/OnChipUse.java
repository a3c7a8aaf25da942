package decodefab.plan;

import decodefab.plan.Region.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The on-chip memories of a plan, with their logical sizes: what a capacity is held against, and
 * what {@code rom/memories.json} lists.
 *
 * @param memories all of them, in a fixed order
 */
public record OnChipUse(List<Ram> memories) {
  public OnChipUse {
    memories = List.copyOf(memories);
  }

  /**
   * One memory.
   *
   * @param name instance name in the RTL
   * @param purpose what it holds
   * @param widthBits width of a word
   * @param laneBits width of what a write can leave untouched
   * @param depth words
   * @param readPorts how many words can be read per cycle; each port beyond the first is a copy
   * @param image file that initialises it; empty for one that is written at run time
   */
  public record Ram(
      String name,
      String purpose,
      int widthBits,
      int laneBits,
      long depth,
      int readPorts,
      String image) {
    /** Bytes of one copy. */
    public long bytes() {
      return Math.ceilDiv(widthBits * depth, 8L);
    }
  }

  /** Memories of a plan. */
  public static OnChipUse of(HardwarePlan plan) {
    FabricParameters f = plan.fabric();
    int word = f.vector() * 32;
    List<Ram> rams = new ArrayList<>();
    rams.add(ram("u_vm", "fp32 vectors", word, 32, plan.map().depth(Memory.VM), 3));
    rams.add(ram("u_sm", "fp32 scalars", word, 32, plan.map().depth(Memory.SM), 2));
    codes(f, plan.map().depth(Memory.QM), rams);
    if (f.skipsZeros()) {
      rams.add(zeroFlags(f, plan.map().depth(Memory.QM)));
    }
    rams.add(ram("u_qs", "activation scales", word, word, plan.map().depth(Memory.QS), 2));
    if (plan.kvOnChip()) {
      rams.add(ram("u_kv", "KV cache", f.kvWordBytes() * 8, 8, plan.kv().words(), 1));
    }
    rams.add(ram("u_ks", "K scales", f.rows() * 16, 16, plan.kv().keyScaleDepth(), 1));
    rams.add(ram("u_vs", "V scales", f.vector() * 16, 16, plan.kv().valueScaleDepth(), 1));
    rams.add(
        rom("u_aux", "norms, rotary table, embedding", word, plan.aux().romWords(), "aux.hex"));
    if (plan.containers(true) > 0) {
      rams.add(
          rom(
              "u_weights",
              "weights",
              f.containerBytes() * 8,
              plan.containers(true),
              "weights.hex"));
    }
    if (plan.scaleWords(true) > 0) {
      rams.add(
          rom(
              "u_scales",
              "weight scales",
              f.scaleWordBytes() * 8,
              plan.scaleWords(true),
              "scales.hex"));
    }
    if (plan.matrixScales().words() > 0) {
      rams.add(
          rom(
              "u_matrix_scales",
              "matrix scales",
              32,
              plan.matrixScales().words(),
              "matrix_scales.hex"));
    }
    ColumnList list = plan.columnList();
    if (list.present()) {
      rams.add(
          rom("u_columns", "columns of kept blocks", list.bits(), list.entries(), "columns.hex"));
    }
    rams.add(
        rom(
            "u_program",
            "program",
            InstructionField.WORD_BITS,
            plan.program().length(),
            "program.hex"));
    return new OnChipUse(rams);
  }

  /** Codes, once for the matvec engine and once for the store engine, which may differ in width. */
  private static void codes(FabricParameters f, long depth, List<Ram> rams) {
    int own = f.vector() * f.formats().activationBits();
    int stored = f.vector() * f.formats().cacheBits();
    if (own == stored) {
      rams.add(ram("u_qm", "quantized activations", own, own, depth, 2));
    } else {
      rams.add(ram("u_qm", "quantized activations", own, own, depth, 1));
      rams.add(ram("u_qm.u_v", "keys and values to store", stored, stored, depth, 1));
    }
  }

  /** A bit for each row of the tile's activations, or for each part of one that is written. */
  private static Ram zeroFlags(FabricParameters f, long depth) {
    int parts = Math.max(1, f.cols() / f.vector());
    int width = Math.max(parts, f.vector() / f.cols());
    int lane = parts > 1 ? 1 : width;
    long words = Math.max(2, Math.ceilDiv(depth, (long) parts));
    return ram("u_zero_flags", "zeros of activations", width, lane, words, 1);
  }

  private static Ram ram(String name, String purpose, int width, int lane, long depth, int ports) {
    return new Ram(name, purpose, width, lane, depth, ports, "");
  }

  private static Ram rom(String name, String purpose, int width, long depth, String image) {
    return new Ram(name, purpose, width, width, depth, 1, image);
  }

  /** Bytes of all memories, one copy each. */
  public long totalBytes() {
    return memories.stream().mapToLong(Ram::bytes).sum();
  }

  /** The largest three, as the end of a message. */
  String largest() {
    List<Ram> sorted =
        memories.stream().sorted(Comparator.comparingLong(Ram::bytes).reversed()).limit(3).toList();
    StringBuilder text = new StringBuilder("; the largest are ");
    for (int i = 0; i < sorted.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(sorted.get(i).purpose());
      text.append(" (").append(sorted.get(i).bytes()).append(" bytes)");
    }
    return text.toString();
  }
}
