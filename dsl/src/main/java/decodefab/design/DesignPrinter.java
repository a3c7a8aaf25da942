package decodefab.design;

import decodefab.diag.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a checked design as text that is itself a design: every default spelled out, every value
 * in one unit, and behind each line the place it came from. Reading that text gives the same design
 * again.
 */
public final class DesignPrinter {
  private static final String DEFAULT = "default";

  private final Design design;
  private final StringBuilder out = new StringBuilder();

  private DesignPrinter(Design design) {
    this.design = design;
  }

  /** The text form of a design. */
  public static String print(Design design) {
    return new DesignPrinter(design).print();
  }

  private String print() {
    out.append("design ").append(design.name()).append(" {\n");
    model();
    design.calibration().ifPresent(c -> line("calibrate \"" + c.path() + "\"", place(c.span())));
    design.formats().rules().stream()
        .filter(r -> wins(r, design.formats().table()))
        .forEach(r -> rule("quantize", r, " as " + r.value().text() + by(r)));
    design.sparsity().rules().stream()
        .filter(r -> wins(r, design.sparsity().table()))
        .forEach(r -> rule("sparsity", r, " = " + r.value().text()));
    design.memories().forEach(this::memory);
    design.placement().rules().stream()
        .filter(r -> wins(r, design.placement().table()))
        .forEach(this::place);
    Datapath path = design.datapath();
    line(
        "datapath { clock "
            + number(path.clockHz() / 1e6)
            + " MHz lanes "
            + path.lanes()
            + path.wideLanes().stream().mapToObj(n -> " wide_lanes " + n).findFirst().orElse("")
            + " vector "
            + path.vector()
            + " x fp32 batch "
            + path.batch()
            + " }",
        origin("datapath"));
    line(
        "tile matvec { rows " + design.tile().rows() + " cols " + design.tile().cols() + " }",
        origin("tile"));
    String part = design.target().part();
    boolean quoted = design.target().kind() == TargetKind.FPGA && !part.matches("[A-Za-z]\\w*");
    line(
        "target " + design.target().kind().text() + " " + (quoted ? "\"" + part + "\"" : part),
        origin("target"));
    return out.append("}\n").toString();
  }

  /** How the codes of a rule's matrices are found, where it is not the usual way. */
  private String by(Rule<FormatChoice> rule) {
    return design.formats().quantizing().rules().stream()
        .filter(q -> q.origin().equals(rule.origin()) && q.pattern().equals(rule.pattern()))
        .filter(q -> q.value() != Quantizing.NEAREST)
        .map(q -> " by " + q.value().text())
        .findFirst()
        .orElse("");
  }

  private void model() {
    switch (design.model()) {
      case ModelFolder f -> line("model \"" + f.path() + "\"", place(f.span()));
      case InlineModel m -> inline(m);
    }
  }

  private void inline(InlineModel m) {
    line("model {", place(m.span()));
    line("  vocab " + m.vocab(), origin("model.vocab"));
    line("  dim " + m.dim(), origin("model.dim"));
    line("  layers " + m.layers(), origin("model.layers"));
    line("  context " + m.context(), origin("model.context"));
    line("  head_dim " + m.headDim(), origin("model.head_dim"));
    line("  eps " + number(m.normEps()), origin("model.eps"));
    if (m.tied()) {
      line("  tied", origin("model.tied"));
    }
    line("  layer {", origin("model.layer"));
    out.append("      x += attention(rmsnorm(x), heads ")
        .append(m.heads())
        .append(", kv_heads ")
        .append(m.kvHeads())
        .append(", rope ")
        .append(number(m.ropeTheta()))
        .append(")\n      x += swiglu(rmsnorm(x), hidden ")
        .append(m.hidden())
        .append(")\n    }\n");
    line("  head linear(rmsnorm(x))", origin("model.head"));
    out.append("  }\n");
  }

  /**
   * Two rules of one pattern cannot both be written: a default that a written one hides is left.
   */
  private static <T> boolean wins(Rule<T> rule, RuleTable<T> table) {
    return rule.origin().isPresent()
        || table.rules().stream()
            .noneMatch(
                r ->
                    r.origin().isPresent()
                        && (r.pattern().equals(rule.pattern()) || hides(r, rule)));
  }

  // "weights" as written also holds for embedding and head, whose defaults are then void.
  private static <T> boolean hides(Rule<T> written, Rule<T> standard) {
    return standard.pattern() instanceof TensorPattern.Single single
        && written.pattern().matches(new TensorName.Whole(single.tensor()));
  }

  private <T> void rule(String verb, Rule<T> rule, String value) {
    line(
        verb + " " + rule.pattern().text() + value,
        rule.origin().map(DesignPrinter::place).orElse(DEFAULT));
  }

  private void place(Rule<Memory> rule) {
    // What lies in the implicit memory is not placed at all.
    if (isImplicit(rule.value())) {
      line("// place " + rule.pattern().text() + " in on_chip", DEFAULT);
    } else {
      rule("place", rule, " in " + rule.value().name());
    }
  }

  private void memory(Memory m) {
    List<String> words = new ArrayList<>();
    words.add("memory " + m.name() + " { " + m.kind().text());
    words.add("capacity " + capacity(m.capacityBytes()));
    words.add(
        m.onChip()
            ? "width " + m.widthBits() + " bit"
            : "channels "
                + m.channels()
                + " x "
                + m.widthBits()
                + " bit at "
                + number(m.clockHz() / 1e6)
                + " MHz");
    words.add(
        switch (m.latency()) {
          case Latency.Cycles c -> "latency " + c.cycles() + " cycles";
          case Latency.Time t -> "latency " + number(t.seconds() * 1e9) + " ns";
        });
    m.energyPjPerBit().ifPresent(e -> words.add("energy " + number(e) + " pJ/bit"));
    m.bandwidthBytesPerSecond().ifPresent(b -> words.add("bandwidth " + number(b / 1e9) + " GB/s"));
    String text = String.join(" ", words) + " }";
    // The implicit memory has no name that could be written.
    line(isImplicit(m) ? "// " + text : text, isImplicit(m) ? DEFAULT : place(m.span()));
  }

  /** In the largest unit that divides it. */
  private static String capacity(long bytes) {
    String[] units = {"byte", "KiB", "MiB", "GiB", "TiB"};
    int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, units.length - 1);
    return (bytes >> (10 * unit)) + " " + units[unit];
  }

  private static boolean isImplicit(Memory memory) {
    return memory.name().equals(Memory.DEFAULT_NAME);
  }

  private String origin(String key) {
    Optional<Span> span = design.origins().exact(key);
    return span.map(DesignPrinter::place).orElse(DEFAULT);
  }

  private static String place(Span span) {
    return span.source().name() + ":" + span.line() + ":" + span.column();
  }

  private void line(String text, String origin) {
    out.append("  ").append(text).append("  // ").append(oneLine(origin)).append('\n');
  }

  // A file's name may hold anything; here it must not end its comment.
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Shortest decimal, rounded where a unit's factor left a binary remainder. */
  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros().toPlainString();
  }
}
