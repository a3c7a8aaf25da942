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

/** The weights of a Llama in a GGUF file, checked to be all there with the right shapes. */
final class GgufWeights {
  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("attention_norm", "attn_norm"),
          Map.entry("attention.q", "attn_q"),
          Map.entry("attention.k", "attn_k"),
          Map.entry("attention.v", "attn_v"),
          Map.entry("attention.o", "attn_output"),
          Map.entry("mlp_norm", "ffn_norm"),
          Map.entry("mlp.gate", "ffn_gate"),
          Map.entry("mlp.up", "ffn_up"),
          Map.entry("mlp.down", "ffn_down"));

  private static final String SOURCE = "the file's metadata";

  private final GgufFile file;
  private final ModelShape shape;
  private final Map<String, FloatMatrix> matrices = new TreeMap<>();
  private final Map<String, StoredTensor> vectors = new TreeMap<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private GgufWeights(GgufFile file, ModelShape shape) {
    this.file = file;
    this.shape = shape;
  }

  /**
   * Finds all tensors; refuses the file with every missing, misshapen or unexpected one at once.
   */
  static LlamaWeights of(GgufFile file, ModelShape shape, Path path) throws InputException {
    return new GgufWeights(file, shape).read(path);
  }

  private LlamaWeights read(Path path) throws InputException {
    Set<String> expected = new HashSet<>();
    for (TensorSpec spec : TensorNames.all(shape)) {
      String name = fileName(spec.name());
      expected.add(name);
      Optional<GgufTensor> found = Optional.ofNullable(file.tensors().get(name));
      if (found.isEmpty()) {
        problems.add(TensorProblems.missing(name, spec, SOURCE));
      } else if (!found.get().shape().equals(TensorProblems.sizes(spec))) {
        problems.add(TensorProblems.misshapen(name, found.get().shape(), spec, SOURCE));
      } else {
        take(spec, found.get());
      }
    }
    for (String name : file.tensors().keySet()) {
      if (!expected.contains(name)) {
        problems.add(TensorProblems.unexpected(name, SOURCE));
      }
    }
    TensorProblems.refuse(problems);
    return new LlamaWeights(shape, matrices, vectors, List.of(path));
  }

  private void take(TensorSpec spec, GgufTensor tensor) {
    switch (tensor.type()) {
      case GgufTensorType.Floats f -> {
        StoredTensor stored =
            new StoredTensor(
                file.bytes(), tensor.name(), f.type(), tensor.shape(), tensor.offset());
        if (spec.vector()) {
          vectors.put(spec.name(), stored);
        } else {
          matrices.put(
              spec.name(), new StoredMatrix(spec.rows(), spec.cols(), stored, order(spec.name())));
        }
      }
      case GgufTensorType.Blocks b -> {
        if (spec.vector()) {
          problems.add(
              ModelCode.UNSUPPORTED_DTYPE.diagnostic(
                  "tensor " + tensor.name() + " is a vector of the type " + b.text(),
                  "vectors are read as F32, F16 and BF16"));
        } else {
          matrices.put(
              spec.name(),
              new GgufMatrix(
                  file.bytes(), tensor, b.block(), spec.rows(), spec.cols(), order(spec.name())));
        }
      }
    }
  }

  private RowOrder order(String name) {
    boolean rotated = name.endsWith(".attention.q") || name.endsWith(".attention.k");
    return rotated ? new RowOrder.NeighbouringPairs(shape.headDim()) : new RowOrder.Published();
  }

  /** What a GGUF file calls a tensor. */
  private static String fileName(String name) {
    return switch (name) {
      case TensorNames.EMBEDDING -> "token_embd.weight";
      case TensorNames.LM_HEAD -> "output.weight";
      case TensorNames.FINAL_NORM -> "output_norm.weight";
      default -> {
        String[] parts = name.split("\\.", 3);
        yield "blk." + parts[1] + "." + PARTS.get(parts[2]) + ".weight";
      }
    };
  }
}
