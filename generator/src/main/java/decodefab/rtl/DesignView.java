package decodefab.rtl;

import decodefab.diag.SourceText;
import decodefab.diag.Span;
import decodefab.graph.Op;
import decodefab.model.ModelShape;
import decodefab.plan.ColumnList;
import decodefab.plan.FabricParameters;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Region.Memory;
import decodefab.plan.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the templates print: plain numbers, names and flags of one plan. Everything is decided here
 * or before; a template only places it.
 */
final class DesignView {
  /**
   * A run without any progress for so many cycles ends in an error: far above any memory's latency.
   */
  private static final int TIMEOUT_CYCLES = 100_000;

  /** Version of the register map and of the generated interfaces. */
  static final int INTERFACE_VERSION = 1;

  private final Map<String, Object> root = new LinkedHashMap<>();

  private DesignView() {}

  /** The data model of a plan; the hash identifies the design in the host's registers. */
  static Map<String, Object> of(HardwarePlan plan, String hash) {
    DesignView view = new DesignView();
    view.identity(plan, hash);
    view.sizes(plan);
    view.memories(plan);
    view.tier(plan);
    return Map.of("v", view.root);
  }

  private void put(String name, Object value) {
    root.put(name, value);
  }

  /** Address bits of a memory with so many words; a single word still has one. */
  static int bits(long depth) {
    return depth <= 2 ? 1 : 64 - Long.numberOfLeadingZeros(depth - 1);
  }

  private void identity(HardwarePlan plan, String hash) {
    ModelShape shape = plan.graph().shape();
    put("design", plan.design().name());
    put("source", file(plan.design().source()));
    put("hash", hash.substring(0, 32));
    put("version", INTERFACE_VERSION);
    put("origin", place(plan.design().span()));
    put("attribute", attribute(plan.design().span()));
    put("weightsOrigin", place(plan.design().origin("weights")));
    put("kvOrigin", place(plan.design().origin("kv_cache")));
    put(
        "modelLine",
        "Llama: dim %d, %d layers, %d heads of %d over %d KV heads, hidden %d, vocabulary %d, context %d."
            .formatted(
                shape.dim(),
                shape.layers(),
                shape.heads(),
                shape.headDim(),
                shape.kvHeads(),
                shape.hidden(),
                shape.vocab(),
                shape.context()));
  }

  /** The file's own name: where it lies is no business of the generated hardware. */
  private static String file(SourceText source) {
    String name = source.name().replace('\\', '/');
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String place(Span span) {
    return file(span.source()) + ":" + span.line() + ":" + span.column();
  }

  /** In the form that synthesis tools keep: file:line.column. */
  private static String attribute(Span span) {
    return file(span.source()) + ":" + span.line() + "." + span.column();
  }

  private void sizes(HardwarePlan plan) {
    FabricParameters f = plan.fabric();
    put("rows", f.rows());
    put("cols", f.cols());
    put("windowCols", f.windowCols());
    put("codeBits", f.codeBits());
    put("skipsZeros", f.skipsZeros());
    put("vector", f.vector());
    put("accumulators", f.accumulators());
    put("log2ProbabilityGroup", f.log2ProbabilityGroup());
    // The engine keeps a power of two of sums; a share of three heads uses three of four.
    put("maxShare", 1 << bits(Math.max(2, plan.graph().shape().groupSize())));
    put("word", f.vector() * 32);
    put("container", f.containerBytes() * 8);
    put("kvWord", f.kvWordBytes() * 8);
    put("kvWordBytes", f.kvWordBytes());
    put("keyScaleWord", f.rows() * 16);
    put("scaleWord", f.scaleWordBytes() * 8);
    put("scaleBits", f.formats().scaleBits());
    put("scaleBytes", f.scaleWordBytes());
    FormatView.of(f.formats(), f.lanePlan()).forEach(this::put);
    put("context", plan.graph().shape().context());
    put("vocab", plan.graph().shape().vocab());
    put("timeout", TIMEOUT_CYCLES);
    put("programLength", plan.program().length());
    put("programBits", bits(plan.program().length()));
    Op last = plan.graph().epilogue().get(plan.graph().epilogue().size() - 1);
    put("logitBase", plan.map().of(last.inputs().get(0)).base());
  }

  private void memories(HardwarePlan plan) {
    FabricParameters f = plan.fabric();
    long qm = Math.max(2L * Math.max(1, f.windowCols() / f.vector()), plan.map().depth(Memory.QM));
    long qs = Math.max(2, plan.map().depth(Memory.QS));
    depth("vm", plan.map().depth(Memory.VM));
    depth("sm", plan.map().depth(Memory.SM));
    depth("qm", qm);
    depth("qs", qs);
    put("qmTileBits", bits(qm * f.vector() / f.cols()));
    put("qsElementBits", bits(qs * f.vector()));
    depth("ks", Math.max(2, plan.kv().keyScaleDepth()));
    depth("vs", Math.max(4, plan.kv().valueScaleDepth()));
    put("vsPairBits", bits(Math.max(4, plan.kv().valueScaleDepth()) / 2));
    depth("aux", plan.aux().romWords());
    put("kvDepth", plan.kv().words());
    put("nearWeights", plan.containers(true) > 0);
    put("romContainers", plan.containers(true));
    put("nearScales", plan.scaleWords(true) > 0);
    put("romScales", plan.scaleWords(true));
    int matrixScales = plan.matrixScales().words();
    if (matrixScales > 0) {
      put("matrixScale", 2);
    }
    ColumnList list = plan.columnList();
    put("columnEntries", list.entries());
    put("columnChunkBits", list.chunkBits());
    put("columnGroupBits", list.groupBits());
    put("matrixScaleWords", matrixScales);
    put("matrixScaleBits", bits(matrixScales));
  }

  private void depth(String name, long words) {
    put(name + "Depth", words);
    put(name + "Bits", bits(words));
  }

  private void tier(HardwarePlan plan) {
    Optional<Tier> tier = plan.tier();
    put("far", tier.isPresent());
    put("farWeights", plan.containers(false) > 0);
    put("farKv", !plan.kvOnChip());
    put("farOperand", !plan.aux().embeddingOnChip());
    put("weightsLine", tier.isPresent() && plan.containers(false) > 0 ? "off chip" : "on chip");
    put("kvLine", plan.kvOnChip() ? "on chip" : "off chip");
    put("channels", List.of());
    tier.ifPresent(t -> offChip(plan, t));
  }

  private void offChip(HardwarePlan plan, Tier t) {
    int channels = t.memory().channels();
    String name = t.memory().name();
    put("tierName", name);
    put("tierOrigin", place(t.memory().span()));
    put(
        "tierLine",
        "%s, %d channel%s of %d bit at the fabric's clock"
            .formatted(name, channels, channels == 1 ? "" : "s", t.axiBits()));
    put("nch", channels);
    FabricParameters f = plan.fabric();
    put("latencyCycles", t.memory().latency().cycles(f.clockHz()));
    // Bytes that a channel moves per cycle of the fabric, as a fraction that the model can count
    // in.
    double perCycle = t.memory().peakBytesPerSecond(f.clockHz()) / channels / f.clockHz();
    put("bytesNum", Math.round(perCycle * 1000));
    put("bytesDen", 1000);
    put("imageBytes", Math.ceilDiv(t.usedBytes(), 1L << 20) << 20);
    put("axiBits", t.axiBits());
    int address = Math.max(12, bits(Math.ceilDiv(t.usedBytes(), channels) + 4096));
    put("axiAddr", address);
    put("axiSignals", AxiSignal.master(t.axiBits(), address));
    put("channels", IntStream.range(0, channels).mapToObj(c -> name + c).toList());
    put("farContainers", plan.containers(false));
    put("farScales", plan.scaleWords(false));
    put("weightBase", t.weightBase());
    put("scaleBase", t.scaleBase());
    put("embeddingBase", t.embeddingBase());
    put("kvBase", t.kvBase());
  }
}
