package decodefab.plan;

import decodefab.graph.Op;
import java.util.List;
import java.util.Objects;

/**
 * One instruction of the program and what it stands for.
 *
 * @param instruction the instruction
 * @param label what it does, for dumps, traces and messages
 * @param opIndex place of its operation in its section of the graph
 * @param op the operation that it carries out, in part or whole
 * @param reads regions that it reads
 * @param writes regions that it writes
 * @param results where the operation's results land, for the bit-exact comparison
 */
public record Step(
    Instruction instruction,
    String label,
    int opIndex,
    Op op,
    List<Region> reads,
    List<Region> writes,
    List<Result> results) {
  public Step {
    Objects.requireNonNull(instruction, "instruction");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(op, "op");
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    results = List.copyOf(results);
  }

  /** A label without the numbers of heads, for what is told of all heads together. */
  public static String kind(String label) {
    return label.replaceAll("(head |[a-z]\\.)\\d+", "$1*");
  }

  /** The same step with another instruction. */
  public Step with(Instruction changed) {
    return new Step(changed, label, opIndex, op, reads, writes, results);
  }

  /**
   * A run of result elements.
   *
   * @param memory where they are written
   * @param address element address of the first one
   * @param value the value that they belong to
   * @param from index of the first one in the value
   * @param count how many; fewer are written where the value is shorter at a position
   */
  public record Result(
      Region.Memory memory, int address, decodefab.graph.Value value, int from, int count) {}
}
