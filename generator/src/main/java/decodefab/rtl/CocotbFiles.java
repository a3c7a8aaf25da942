package decodefab.rtl;

import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.model.SyntheticTokens;
import decodefab.plan.HardwarePlan;
import decodefab.plan.HostRegister;
import decodefab.plan.RegisterMap;
import decodefab.plan.RunError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cocotb user needs, in {@code sim/cocotb}: the same Python for every design, beside the
 * facts of this one and the tokens that golden computes, so that no test has to know decodefab.
 */
final class CocotbFiles {
  private static final String FOLDER = "sim/cocotb/";

  /** Tokens that golden computes ahead: more would take an interpreting simulator minutes. */
  private static final int TOKENS = 4;

  /** Above so many parameters no such simulator ends, and golden would hold up the generator. */
  private static final long MOST_PARAMETERS = 8_000_000;

  private static final int VERSION = 1;

  private CocotbFiles() {}

  /**
   * The files.
   *
   * @param view the data model of {@link DesignView}
   * @param weights golden's tokens are left out without them
   */
  static Map<String, String> of(
      HardwarePlan plan,
      Map<String, Object> view,
      Optional<QuantizedWeights> weights,
      Path templates,
      Renderer renderer) {
    Map<String, String> files = new TreeMap<>();
    for (String name :
        List.of(
            "dfab_fabric.py", "test_fabric.py", "run.py", "new_verilator.py", "requirements.txt")) {
      try {
        files.put(FOLDER + name, Files.readString(templates.resolve(FOLDER).resolve(name)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    files.put(FOLDER + "Makefile", renderer.render(FOLDER + "Makefile.ftl", view));
    files.put(FOLDER + "public.vlt", renderer.render(FOLDER + "public.vlt.ftl", view));
    files.put(FOLDER + "design.json", Manifest.json(design(plan, (Map<?, ?>) view.get("v"))));
    if (weights.isPresent() && plan.graph().shape().parameterCount() <= MOST_PARAMETERS) {
      files.put(FOLDER + "expected.json", Manifest.json(expected(plan, weights.get())));
    }
    return files;
  }

  private static Map<String, Object> design(HardwarePlan plan, Map<?, ?> view) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", "decodefab.bench");
    root.put("version", VERSION);
    root.put("design", plan.design().name());
    root.put("top", plan.design().name() + "_top");
    root.put("vocab", plan.graph().shape().vocab());
    root.put("context", plan.graph().shape().context());
    root.put("memory", plan.tier().isPresent() ? memory(view) : null);
    root.put("registers", offsets(RegisterMap.registers()));
    root.put("counters", offsets(RegisterMap.counters()));
    Map<String, Object> causes = new LinkedHashMap<>();
    for (RunError error : RegisterMap.errors()) {
      causes.put(error.name(), error.code());
    }
    root.put("causes", causes);
    return root;
  }

  private static Map<String, Object> memory(Map<?, ?> view) {
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("tier", view.get("tierName"));
    memory.put(
        "prefixes",
        ((List<?>) view.get("channels")).stream().map(channel -> "m_axi_" + channel).toList());
    memory.put("beat_bytes", (Integer) view.get("axiBits") / 8);
    memory.put("capacity_bytes", view.get("imageBytes"));
    memory.put("kv_base", view.get("kvBase"));
    memory.put("image", "rom/offchip.bin");
    return memory;
  }

  private static Map<String, Object> offsets(List<HostRegister> registers) {
    Map<String, Object> offsets = new LinkedHashMap<>();
    for (HostRegister register : registers) {
      offsets.put(register.name(), register.offset());
    }
    return offsets;
  }

  private static Map<String, Object> expected(HardwarePlan plan, QuantizedWeights weights) {
    int count = Math.min(TOKENS, plan.graph().shape().context());
    GoldenModel golden = new GoldenModel(plan.graph(), weights);
    List<Map<String, Object>> tokens = new ArrayList<>();
    for (int token : SyntheticTokens.of(0, plan.graph().shape().vocab(), count)) {
      StringBuilder bits = new StringBuilder();
      for (float logit : golden.step(token)) {
        bits.append("%08x".formatted(Float.floatToRawIntBits(logit)));
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("position", tokens.size());
      entry.put("token", token);
      entry.put("next", golden.next());
      entry.put("logits", bits.toString());
      tokens.add(entry);
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", "decodefab.expected");
    root.put("version", VERSION);
    root.put("tokens", tokens);
    return root;
  }
}
