package decodefab.tool;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Says in a user's words why output could not be written. */
public final class OutputFailure {
  private OutputFailure() {}

  /**
   * The diagnostic for {@code failure}: DF701 not permitted, DF702 no space, DF703 the path runs
   * through something that is no folder, DF705 anything else.
   *
   * @param target what was to be written, as the user wrote it
   */
  public static InputException explain(Path target, IOException failure) {
    return explain(target, failure, "");
  }

  /**
   * The same with more advice.
   *
   * @param elsewhere follows what the user is advised to do, such as how to name another folder
   */
  static InputException explain(Path target, IOException failure, String elsewhere) {
    String reason = reason(failure);
    Optional<Path> obstacle = obstacle(target);
    if (isFull(reason)) {
      return refuse(
          "DF702",
          target + " cannot be written: " + reason,
          "free some space, or write elsewhere" + elsewhere);
    }
    if (failure instanceof NotDirectoryException
        || failure instanceof FileAlreadyExistsException
        || obstacle.isPresent()) {
      return refuse(
          "DF703",
          target + " cannot be written: " + obstacle.orElse(target) + " is not a folder",
          "name a folder that exists or can be created" + elsewhere);
    }
    if (isForbidden(failure, reason)) {
      return refuse(
          "DF701",
          target + " cannot be written: permission denied",
          "write to a folder that is yours" + elsewhere);
    }
    return refuse("DF705", target + " cannot be written: " + reason, "write elsewhere" + elsewhere);
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "its folder is not there and cannot be made";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    boolean plain = failure.getClass() == IOException.class && failure.getMessage() != null;
    return plain ? failure.getMessage() : failure.toString();
  }

  static InputException refuse(String code, String message, String help) {
    return new InputException(Diagnostic.error(code, message, help));
  }

  private static boolean isFull(String reason) {
    return reason.contains("No space left") || reason.contains("quota exceeded");
  }

  private static boolean isForbidden(IOException failure, String reason) {
    return failure instanceof AccessDeniedException
        || reason.contains("Read-only")
        || reason.contains("Permission denied")
        || reason.contains("not permitted");
  }

  /** The part of the path that is there and is no folder; empty where there is none. */
  private static Optional<Path> obstacle(Path target) {
    for (Path part = target.toAbsolutePath().getParent(); part != null; part = part.getParent()) {
      if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
        return Files.isDirectory(part) ? Optional.empty() : Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
