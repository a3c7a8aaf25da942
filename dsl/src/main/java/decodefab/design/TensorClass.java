package decodefab.design;

import java.util.Locale;

/** Tensors that a model has once. */
public enum TensorClass {
  /** Token embedding, vocab x dim. */
  EMBEDDING,
  /** Matrix of the head, vocab x dim. */
  LM_HEAD,
  /** All norm vectors, dim each. */
  NORMS,
  /** Vectors between operations. */
  ACTIVATIONS,
  /** Keys and values of all past tokens. */
  KV_CACHE;

  /** As it is written in a design. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a matrix of weights. */
  public boolean isMatrix() {
    return this == EMBEDDING || this == LM_HEAD;
  }
}
