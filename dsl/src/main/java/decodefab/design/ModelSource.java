package decodefab.design;

import decodefab.diag.Span;

/** Where the model comes from: a folder with weights, or a shape written in the design. */
public sealed interface ModelSource permits ModelFolder, InlineModel {
  /** Where it was named. */
  Span span();
}
