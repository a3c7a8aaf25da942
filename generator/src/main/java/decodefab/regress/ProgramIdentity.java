package decodefab.regress;

import decodefab.dsl.DesignReader;
import decodefab.tool.ContentHash;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which decodefab this is: a hash of its own classes and tables. The version alone would not do,
 * since whoever works on decodefab changes the golden model without changing the version.
 */
public final class ProgramIdentity {
  private ProgramIdentity() {}

  /**
   * The hash of this program.
   *
   * @throws IOException where it cannot be read
   */
  public static String hash() throws IOException {
    ContentHash hash = ContentHash.empty();
    int part = 0;
    for (Class<?> inside : List.of(ProgramIdentity.class, DesignReader.class)) {
      Path place = place(inside);
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          hash = hash.withFile(part + "/" + place.relativize(file), file);
        }
      }
      part++;
    }
    return hash.hex();
  }

  private static Path place(Class<?> inside) throws IOException {
    try {
      return Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the program does not know where it lies", e);
    }
  }
}
