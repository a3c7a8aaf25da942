package decodefab.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sound files that are damaged: the designs and the model that ship, and a GGUF file. */
public final class FileSeeds {
  private static final String MODEL = "models/tinytales";

  /** The design of the GGUF file, which is not damaged itself. */
  private static final String GGUF_DESIGN = "gguf.dfab";

  /** The design of that model. */
  private static final String FIRST = "tinytales.dfab";

  private final Map<FileKind, List<byte[]>> files = new EnumMap<>(FileKind.class);

  /**
   * Reads them.
   *
   * @param home the checkout
   * @throws IOException where one cannot be read
   */
  public FileSeeds(Path home) throws IOException {
    Path first = home.resolve("designs").resolve(FIRST);
    List<byte[]> designs = new ArrayList<>(List.of(Files.readAllBytes(first)));
    try (Stream<Path> found = Files.list(first.getParent())) {
      for (Path file : found.filter(f -> f.toString().endsWith(".dfab")).sorted().toList()) {
        if (!file.equals(first)) {
          designs.add(Files.readAllBytes(file));
        }
      }
    }
    files.put(FileKind.DESIGN, designs);
    for (FileKind kind : List.of(FileKind.CONFIG, FileKind.WEIGHTS, FileKind.TOKENIZER)) {
      Path file = home.resolve(MODEL).resolve(kind.fileName());
      files.put(kind, List.of(Files.readAllBytes(file)));
    }
    files.put(FileKind.GGUF, List.of(GgufSample.bytes()));
  }

  /** The sound files of a kind; the first ones belong together. */
  List<byte[]> of(FileKind kind) {
    return files.get(kind);
  }

  /**
   * Writes a sound file of each kind, as a design and its model.
   *
   * @param folder gets {@code designs/} and {@code models/tinytales/}, as the checkout has them
   */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("designs"));
    Files.createDirectories(folder.resolve(MODEL));
    for (FileKind kind : FileKind.values()) {
      write(folder, kind, files.get(kind).getFirst());
    }
    Files.writeString(
        design(folder, FileKind.GGUF),
        """
        design gguf {
          model "../models/model.gguf"
          quantize weights as stored
          quantize mlp.down as int(8)
        }
        """);
  }

  /** Replaces the file of one kind. */
  static void write(Path folder, FileKind kind, byte[] bytes) throws IOException {
    Files.write(place(folder, kind), bytes);
  }

  /** The design that leads to the file of one kind. */
  static Path design(Path folder, FileKind kind) {
    return kind == FileKind.GGUF
        ? folder.resolve("designs").resolve(GGUF_DESIGN)
        : place(folder, FileKind.DESIGN);
  }

  /** The file of one kind. */
  static Path place(Path folder, FileKind kind) {
    return switch (kind) {
      case DESIGN -> folder.resolve("designs").resolve(kind.fileName());
      case GGUF -> folder.resolve("models").resolve(kind.fileName());
      case CONFIG, WEIGHTS, TOKENIZER -> folder.resolve(MODEL).resolve(kind.fileName());
    };
  }
}
