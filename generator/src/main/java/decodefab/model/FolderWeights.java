package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The weights of a Llama in a Hugging Face folder: floats, or packed as AWQ or GPTQ leave them. */
final class FolderWeights {
  /** Buffers that old files store although they follow from the configuration. */
  private static final Pattern DERIVED = Pattern.compile(".*\\.rotary_emb\\.inv_freq");

  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("attention_norm", "input_layernorm"),
          Map.entry("attention.q", "self_attn.q_proj"),
          Map.entry("attention.k", "self_attn.k_proj"),
          Map.entry("attention.v", "self_attn.v_proj"),
          Map.entry("attention.o", "self_attn.o_proj"),
          Map.entry("mlp_norm", "post_attention_layernorm"),
          Map.entry("mlp.gate", "mlp.gate_proj"),
          Map.entry("mlp.up", "mlp.up_proj"),
          Map.entry("mlp.down", "mlp.down_proj"));

  private static final String SOURCE = "config.json";
  private static final String WEIGHT = ".weight";

  private final ModelShape shape;
  private final Optional<Packing> packing;
  private final Map<String, StoredTensor> stored;
  private final Map<String, FloatMatrix> matrices = new TreeMap<>();
  private final Map<String, StoredTensor> vectors = new TreeMap<>();
  private final Set<String> expected = new HashSet<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private FolderWeights(
      ModelShape shape, Optional<Packing> packing, Map<String, StoredTensor> stored) {
    this.shape = shape;
    this.packing = packing;
    this.stored = stored;
  }

  /**
   * Maps the weight files of a folder.
   *
   * @param packing how config.json says that matrices are packed; empty for floats
   * @throws InputException with every missing, misshapen or unexpected tensor at once
   */
  static LlamaWeights open(Path folder, ModelShape shape, Optional<Packing> packing)
      throws InputException {
    SafetensorsFolder files = SafetensorsFolder.open(folder);
    return new FolderWeights(shape, packing, files.tensors()).read(files.files());
  }

  private LlamaWeights read(List<Path> files) throws InputException {
    for (TensorSpec spec : TensorNames.all(shape)) {
      String base = baseName(spec.name());
      boolean packed = !spec.vector() && stored.containsKey(base + PackedMatrix.CODES);
      if (packed && packing.isPresent()) {
        PackedMatrix.open(base, spec, packing.get(), stored, expected, problems)
            .ifPresent(m -> matrices.put(spec.name(), m));
      } else {
        plain(base + WEIGHT, spec);
      }
    }
    // A tied model may store its head a second time.
    expected.add(baseName(TensorNames.LM_HEAD) + WEIGHT);
    for (String name : stored.keySet()) {
      if (!expected.contains(name) && !DERIVED.matcher(name).matches()) {
        problems.add(TensorProblems.unexpected(name, SOURCE));
      }
    }
    TensorProblems.refuse(problems);
    return new LlamaWeights(shape, matrices, vectors, files);
  }

  private void plain(String name, TensorSpec spec) {
    Optional<StoredTensor> found = Optional.ofNullable(stored.get(name));
    expected.add(name);
    if (found.isEmpty()) {
      problems.add(TensorProblems.missing(name, spec, SOURCE));
    } else if (!found.get().shape().equals(TensorProblems.sizes(spec))) {
      problems.add(TensorProblems.misshapen(name, found.get().shape(), spec, SOURCE));
    } else if (!(found.get().type() instanceof FloatType)) {
      problems.add(
          ModelCode.UNSUPPORTED_DTYPE.diagnostic(
              "tensor " + name + " has the type " + found.get().type().name(),
              "F32, F16 and BF16 are read"));
    } else if (spec.vector()) {
      vectors.put(spec.name(), found.get());
    } else {
      matrices.put(
          spec.name(),
          new StoredMatrix(spec.rows(), spec.cols(), found.get(), new RowOrder.Published()));
    }
  }

  /** What a Hugging Face file calls a tensor, without the part behind the last dot. */
  private static String baseName(String name) {
    return switch (name) {
      case TensorNames.EMBEDDING -> "model.embed_tokens";
      case TensorNames.LM_HEAD -> "lm_head";
      case TensorNames.FINAL_NORM -> "model.norm";
      default -> {
        String[] parts = name.split("\\.", 3);
        yield "model.layers." + parts[1] + "." + PARTS.get(parts[2]);
      }
    };
  }
}
