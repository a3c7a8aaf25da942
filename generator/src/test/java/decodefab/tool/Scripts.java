package decodefab.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Stand-ins for external programs: small scripts in a folder that a test searches. */
public final class Scripts {
  private Scripts() {}

  /** An executable script of that name in {@code folder}, which is created. */
  public static Path write(Path folder, String name, String... lines) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
