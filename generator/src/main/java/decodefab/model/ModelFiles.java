package decodefab.model;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the readers say about files themselves. Messages name files, never their folders. */
final class ModelFiles {
  private ModelFiles() {}

  /** The last part of a path, as messages show it. */
  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  /** Refuses what is no plain file: a device or a pipe could deliver bytes for ever. */
  static void requireFile(Path file) throws InputException {
    if (!Files.exists(file)) {
      throw ModelCode.UNREADABLE.exception(
          name(file) + " does not exist",
          "a model folder holds config.json, *.safetensors and tokenizer.json");
    }
    if (!Files.isRegularFile(file)) {
      throw ModelCode.UNREADABLE.exception(
          name(file) + " is no plain file", "folders, devices and pipes are not read");
    }
  }

  /** The diagnostic for an operating-system error while reading. */
  static InputException unreadable(Path file, IOException cause) {
    String why = cause instanceof AccessDeniedException ? "permission denied" : "input error";
    return ModelCode.UNREADABLE.exception(
        name(file) + " cannot be read: " + why, "check the file and its permissions");
  }
}
