package decodefab.model;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Weights of a Llama in a Hugging Face folder. Opening checks that every tensor is there with the
 * right shape, and none that would be ignored; the values are read, and checked to be finite, when
 * they are asked for.
 */
public final class LlamaWeights implements ModelWeights {
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

  /** Past this many faults another one tells the user nothing new. */
  private static final int MAX_FAULTS = 100;

  private final ModelShape shape;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, TensorSpec> specs;
  private final List<Path> files;

  private LlamaWeights(
      ModelShape shape,
      Map<String, TensorSpec> specs,
      Map<String, StoredTensor> tensors,
      List<Path> files) {
    this.shape = shape;
    this.specs = specs;
    this.tensors = tensors;
    this.files = files;
  }

  /**
   * Maps the weight files of a folder.
   *
   * @throws InputException with every missing, misshapen or unexpected tensor at once
   */
  public static LlamaWeights open(Path folder, ModelShape shape) throws InputException {
    Objects.requireNonNull(shape, "shape");
    SafetensorsFolder stored = SafetensorsFolder.open(folder);
    Map<String, TensorSpec> specs = new TreeMap<>();
    Map<String, StoredTensor> tensors = new TreeMap<>();
    Set<String> expected = new HashSet<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (TensorSpec spec : TensorNames.all(shape)) {
      String fileName = fileName(spec.name());
      StoredTensor tensor = stored.tensors().get(fileName);
      expected.add(fileName);
      specs.put(spec.name(), spec);
      if (tensor == null) {
        problems.add(missing(fileName, spec));
      } else if (!tensor.shape().equals(sizes(spec))) {
        problems.add(misshapen(tensor, spec));
      } else {
        tensors.put(spec.name(), tensor);
      }
    }
    // A tied model may store its head a second time.
    expected.add(fileName(TensorNames.LM_HEAD));
    for (String name : stored.tensors().keySet()) {
      if (!expected.contains(name) && !DERIVED.matcher(name).matches()) {
        problems.add(unexpected(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems.subList(0, Math.min(MAX_FAULTS, problems.size())));
    }
    return new LlamaWeights(shape, specs, tensors, stored.files());
  }

  @Override
  public ModelShape shape() {
    return shape;
  }

  /** The files that the weights lie in, sorted by name. */
  public List<Path> files() {
    return files;
  }

  @Override
  public float[] vector(String name) throws InputException {
    TensorSpec spec = specs.get(name);
    if (spec == null || !spec.vector()) {
      throw new IllegalArgumentException("no vector " + name);
    }
    float[] values = new float[spec.cols()];
    tensors.get(name).read(0, values, spec.cols());
    return values;
  }

  @Override
  public FloatMatrix matrix(String name) {
    boolean tied = name.equals(TensorNames.LM_HEAD) && shape.tiedHead();
    TensorSpec spec = specs.get(tied ? TensorNames.EMBEDDING : name);
    if (spec == null || spec.vector()) {
      throw new IllegalArgumentException("no matrix " + name);
    }
    return new StoredMatrix(spec.rows(), spec.cols(), tensors.get(spec.name()));
  }

  /** A matrix over the mapped bytes. */
  private record StoredMatrix(int rows, int cols, StoredTensor tensor) implements FloatMatrix {
    @Override
    public void row(int row, float[] into) throws InputException {
      Objects.checkIndex(row, rows);
      tensor.read((long) row * cols, into, cols);
    }
  }

  /** What a Hugging Face file calls a tensor. */
  private static String fileName(String name) {
    return switch (name) {
      case TensorNames.EMBEDDING -> "model.embed_tokens.weight";
      case TensorNames.LM_HEAD -> "lm_head.weight";
      case TensorNames.FINAL_NORM -> "model.norm.weight";
      default -> {
        String[] parts = name.split("\\.", 3);
        yield "model.layers." + parts[1] + "." + PARTS.get(parts[2]) + ".weight";
      }
    };
  }

  private static List<Long> sizes(TensorSpec spec) {
    return spec.vector()
        ? List.of((long) spec.cols())
        : List.of((long) spec.rows(), (long) spec.cols());
  }

  private static Diagnostic missing(String fileName, TensorSpec spec) {
    return ModelCode.MISSING_TENSOR.diagnostic(
        "tensor " + fileName + " is missing",
        "config.json calls for it with the shape " + sizes(spec));
  }

  private static Diagnostic misshapen(StoredTensor tensor, TensorSpec spec) {
    return ModelCode.WRONG_TENSOR_SHAPE.diagnostic(
        "tensor " + tensor.name() + " has the shape " + tensor.shape(),
        "config.json calls for " + sizes(spec));
  }

  private static Diagnostic unexpected(String name) {
    return ModelCode.UNEXPECTED_TENSOR.diagnostic(
        "tensor " + Quote.name(name) + " has no place in the model of config.json",
        "leaving it out would change what the model computes; is config.json the right one?");
  }
}
