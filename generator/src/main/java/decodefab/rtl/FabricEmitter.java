package decodefab.rtl;

import decodefab.golden.QuantizedWeights;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Images;
import decodefab.plan.OnChipUse;
import decodefab.plan.PlanPrinter;
import decodefab.plan.RegisterMapHeader;
import decodefab.plan.RegisterMapPrinter;
import decodefab.plan.RegisterMapRdl;
import decodefab.tool.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Emits the file set of a plan. The same plan and weights give the same bytes: no dates, no
 * absolute paths, every collection in a fixed order.
 */
public final class FabricEmitter {
  private final Path templates;
  private final Renderer renderer;
  private final CellLibrary cells;

  /**
   * An emitter.
   *
   * @param templates the project's {@code templates} folder
   */
  public FabricEmitter(Path templates) {
    this.templates = templates;
    this.renderer = new Renderer(templates);
    this.cells = new CellLibrary(templates);
  }

  /**
   * The files of a plan.
   *
   * @param weights the quantized weights; without them the memory images are left out
   */
  public FileSet emit(HardwarePlan plan, Optional<QuantizedWeights> weights) {
    Map<String, Object> view = DesignView.of(plan, designHash(plan));
    Map<String, String> texts = new TreeMap<>(rtl(plan, view));
    List<String> sources =
        texts.keySet().stream().filter(path -> path.endsWith(".v")).sorted().toList();
    texts.put("files.f", String.join("\n", sources) + "\n");
    texts.putAll(harness(view));
    texts.putAll(CocotbFiles.of(plan, view, weights, templates, renderer));
    texts.put("rom/memories.json", Manifest.memories(OnChipUse.of(plan)));
    texts.put(
        plan.design().name() + ".core", core(plan, sources, texts.keySet(), weights.isPresent()));
    texts.put("report/plan.txt", PlanPrinter.print(plan));
    texts.put("REGISTERS.md", RegisterMapPrinter.print());
    texts.put("registers/decodefab.rdl", RegisterMapRdl.print());
    texts.put("registers/decodefab.h", RegisterMapHeader.print());
    FileSet files = FileSet.ofTexts(texts).with(MemoryImages.program(plan));
    if (weights.isPresent()) {
      files = files.with(MemoryImages.weights(plan, new Images(plan, weights.get())));
    }
    return files.with(Manifest.of(plan, files));
  }

  /** Identifies the hardware in its own registers: a hash of all that shapes it. */
  private static String designHash(HardwarePlan plan) {
    return ContentHash.empty().with("plan", PlanPrinter.print(plan)).hex();
  }

  private Map<String, String> rtl(HardwarePlan plan, Map<String, Object> view) {
    String name = plan.design().name();
    Map<String, String> rendered = new TreeMap<>();
    rendered.put("rtl/" + name + "_core.v", renderer.render("gen/core.v.ftl", view));
    rendered.put("rtl/" + name + "_top.v", renderer.render("gen/top.v.ftl", view));
    Map<String, String> all = new TreeMap<>(rendered);
    cells.closure(rendered.values()).forEach((file, text) -> all.put("rtl/" + file, text));
    return all;
  }

  private Map<String, String> harness(Map<String, Object> view) {
    Map<String, String> files = new TreeMap<>();
    for (String header :
        List.of("axi_lite.h", "axi_memory.h", "memory_image.h", "verilated_port.h")) {
      try {
        files.put("sim/" + header, Files.readString(templates.resolve("sim").resolve(header)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    files.put("sim/main.cpp", renderer.render("sim/main.cpp.ftl", view));
    files.put("sim/bench.v", renderer.render("sim/bench.v.ftl", view));
    files.put("fusesoc/Vbench.h", renderer.render("sim/Vbench.h.ftl", view));
    files.put("sim/Makefile", renderer.render("sim/Makefile.ftl", view));
    return files;
  }

  private String core(
      HardwarePlan plan, List<String> sources, Set<String> all, boolean withWeights) {
    List<String> headers = all.stream().filter(path -> path.endsWith(".vh")).sorted().toList();
    List<String> images = new ArrayList<>();
    for (OnChipUse.Ram ram : OnChipUse.of(plan).memories()) {
      boolean known = withWeights || ram.image().equals("program.hex");
      if (known && !ram.image().isEmpty()) {
        images.add("rom/" + ram.image());
      }
    }
    if (withWeights && plan.tier().isPresent()) {
      images.add("rom/offchip.bin");
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("design", plan.design().name());
    model.put("sources", new ArrayList<>(sources));
    model.put("headers", new ArrayList<>(headers));
    model.put("images", images);
    return renderer.render("gen/fusesoc.core.ftl", model);
  }
}
