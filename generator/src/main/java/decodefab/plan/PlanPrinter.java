package decodefab.plan;

import decodefab.format.BlockSize;
import decodefab.graph.GraphPrinter;
import java.util.List;

/**
 * Writes a plan as text: the same text for equal plans, readable by whoever debugs the hardware.
 */
public final class PlanPrinter {
  private PlanPrinter() {}

  /** The whole plan. */
  public static String print(HardwarePlan plan) {
    StringBuilder out = new StringBuilder();
    FabricParameters f = plan.fabric();
    out.append("plan ").append(plan.design().name()).append('\n');
    out.append("  tile ").append(f.rows()).append(" x ").append(f.cols());
    out.append(", vector ").append(f.vector());
    out.append(", ").append(f.accumulators()).append(" accumulators per row");
    out.append(", clock ").append(f.clockHz() / 1e6).append(" MHz\n");
    plan.decisions().forEach(d -> out.append("  ").append(d).append('\n'));
    matrices(out, plan);
    memories(out, plan);
    plan.tier().ifPresent(tier -> tier(out, tier));
    out.append("kv ")
        .append(plan.kvOnChip() ? "on chip " : "off chip ")
        .append(plan.kv())
        .append('\n');
    out.append("tables ").append(plan.aux()).append('\n');
    section(out, "prologue", 0, plan.program().prologue());
    for (LayerLoop loop : plan.program().loops()) {
      String layers = loop.text();
      String title = loop.count() == 1 ? "layer " + layers : "layers " + layers + ", once each";
      section(out, title, plan.program().bodyStart(loop.first()), loop.body());
    }
    section(out, "epilogue", plan.program().epilogueStart(), plan.program().epilogue());
    return out.toString();
  }

  private static void matrices(StringBuilder out, HardwarePlan plan) {
    out.append("matrices:\n");
    for (LayerRun run : plan.runs()) {
      run.matrices().values().forEach(m -> matrix(out, plan, plan.name(run, m), m));
    }
    matrix(out, plan, plan.head().role(), plan.head());
  }

  private static void matrix(StringBuilder out, HardwarePlan plan, String name, MatrixPlacement m) {
    out.append("  ").append(name).append(' ').append(m.rows()).append(" x ").append(m.cols());
    out.append(", ").append(m.format().text());
    if (m.pattern().isPruned()) {
      out.append(", ").append(m.pattern().text());
      out.append(" at ").append(m.bitsPerWeight()).append(" bits a weight");
      m.pattern().block().ifPresent(b -> out.append(", ").append(blocks(m, b)));
    }
    out.append(", ").append(m.tiles()).append(" row tiles in blocks of ").append(m.block());
    out.append(", ").append(plan.fabric().containers(m)).append(" containers ");
    out.append(m.onChip() ? "on chip\n" : "off chip\n");
  }

  private static String blocks(MatrixPlacement m, BlockSize block) {
    int kept = m.pattern().keptBlocks(m.cols());
    return kept + " of " + m.cols() / block.cols() + " blocks of each band stored";
  }

  private static void memories(StringBuilder out, HardwarePlan plan) {
    out.append("on-chip memories:\n");
    for (OnChipUse.Ram ram : OnChipUse.of(plan).memories()) {
      out.append("  ").append(ram.name()).append(' ').append(ram.purpose()).append(": ");
      out.append(ram.depth()).append(" x ").append(ram.widthBits()).append(" bit\n");
    }
    out.append("regions:\n");
    for (Region r : plan.map().regions()) {
      out.append("  ").append(r.memory()).append(' ').append(r.base()).append("..");
      out.append(r.end() - 1).append(' ').append(r.name()).append('\n');
    }
  }

  private static void tier(StringBuilder out, Tier tier) {
    out.append("off chip ").append(tier.memory().name()).append(": ");
    out.append(tier.memory().channels()).append(" x ").append(tier.axiBits()).append(" bit\n");
    out.append("  weights at ").append(tier.weightBase()).append(", ").append(tier.weightBytes());
    out.append(" bytes; scales at ")
        .append(tier.scaleBase())
        .append(", ")
        .append(tier.scaleBytes());
    out.append("; embedding at ").append(tier.embeddingBase()).append(", ");
    out.append(tier.embeddingBytes()).append("; kv cache at ").append(tier.kvBase()).append(", ");
    out.append(tier.kvBytes()).append('\n');
  }

  private static void section(StringBuilder out, String title, int start, List<Step> steps) {
    out.append(title).append(":\n");
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      out.append("  ").append(start + i).append(' ');
      out.append(step.instruction().engine().name().toLowerCase(java.util.Locale.ROOT)).append(' ');
      out.append(step.label()).append("  // ").append(GraphPrinter.line(step.op())).append('\n');
      out.append("      ").append(step.instruction().text()).append('\n');
    }
  }
}
