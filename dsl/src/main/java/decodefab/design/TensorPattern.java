package decodefab.design;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which tensors a rule is about. Where two rules match a tensor, the more specific one holds: one
 * layer before a range of layers before all layers, and among those one matrix before a block of
 * matrices before all matrices.
 */
public sealed interface TensorPattern {
  /** As it is written in a design. */
  String text();

  /** How specific it is, from 1; only rules of the same figure can contradict each other. */
  int specificity();

  /** Whether it is about this tensor. */
  boolean matches(TensorName tensor);

  /** Whether some tensor is matched by both. */
  boolean overlaps(TensorPattern other);

  /** {@code weights}: every matrix, embedding and head included. */
  record AllWeights() implements TensorPattern {
    @Override
    public String text() {
      return "weights";
    }

    @Override
    public int specificity() {
      return 1;
    }

    @Override
    public boolean matches(TensorName tensor) {
      return tensor.isMatrix();
    }

    @Override
    public boolean overlaps(TensorPattern other) {
      return !(other instanceof Single single) || single.tensor().isMatrix();
    }
  }

  /** A tensor that there is once, such as {@code lm_head}. */
  record Single(TensorClass tensor) implements TensorPattern {
    public Single {
      Objects.requireNonNull(tensor, "tensor");
    }

    @Override
    public String text() {
      return tensor.text();
    }

    @Override
    public int specificity() {
      return 10;
    }

    @Override
    public boolean matches(TensorName name) {
      return name instanceof TensorName.Whole whole && whole.tensor() == tensor;
    }

    @Override
    public boolean overlaps(TensorPattern other) {
      return other.matches(new TensorName.Whole(tensor));
    }
  }

  /**
   * Matrices of layers, such as {@code mlp.*} or {@code layers.0..3.attention.q}.
   *
   * @param layers which layers; empty for all
   * @param matrices which matrices of a layer; never empty
   * @param tail how the matrices are written: {@code *}, {@code mlp.*}, {@code mlp.up}
   */
  record Layered(Optional<LayerRange> layers, Set<LayerMatrix> matrices, String tail)
      implements TensorPattern {
    public Layered {
      Objects.requireNonNull(layers, "layers");
      Objects.requireNonNull(tail, "tail");
      matrices = Collections.unmodifiableSet(EnumSet.copyOf(matrices));
    }

    @Override
    public String text() {
      if (layers.isPresent()) {
        return "layers." + layers.get().text() + "." + tail;
      }
      return tail.equals("*") ? "layers.*" : tail;
    }

    @Override
    public int specificity() {
      int scope = layers.map(l -> l.isSingle() ? 2 : 1).orElse(0);
      int kind = matrices.size() == 1 ? 2 : tail.equals("*") ? 0 : 1;
      return 2 + 3 * scope + kind;
    }

    @Override
    public boolean matches(TensorName tensor) {
      return tensor instanceof TensorName.InLayer in
          && matrices.contains(in.matrix())
          && layers.map(l -> l.contains(in.layer())).orElse(true);
    }

    @Override
    public boolean overlaps(TensorPattern other) {
      return switch (other) {
        case AllWeights all -> true;
        case Single s -> false;
        case Layered layered ->
            matrices.stream().anyMatch(layered.matrices()::contains)
                && (layers.isEmpty()
                    || layered.layers().isEmpty()
                    || layers.get().meets(layered.layers().get()));
      };
    }
  }
}
