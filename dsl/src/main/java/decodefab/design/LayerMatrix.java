package decodefab.design;

import java.util.Locale;

/** The matrices that each layer has. */
public enum LayerMatrix {
  ATTENTION_Q,
  ATTENTION_K,
  ATTENTION_V,
  ATTENTION_O,
  MLP_GATE,
  MLP_UP,
  MLP_DOWN;

  /** {@code attention} or {@code mlp}. */
  public String block() {
    return text().substring(0, text().indexOf('.'));
  }

  /** As it is written in a design: {@code attention.q}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
