package decodefab.fuzz;

/** Files from outside that are damaged. */
public enum FileKind {
  /** A design. */
  DESIGN("design.dfab"),
  /** The sizes of a model. */
  CONFIG("config.json"),
  /** Weights. */
  WEIGHTS("model.safetensors"),
  /** A tokenizer. */
  TOKENIZER("tokenizer.json"),
  /** A whole model in one file. */
  GGUF("model.gguf");

  private final String fileName;

  FileKind(String fileName) {
    this.fileName = fileName;
  }

  /** What such a file is called. */
  public String fileName() {
    return fileName;
  }
}
