package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.rtl.FileSet;
import decodefab.simtests.cell.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same design gives the same bytes, wherever and whenever it is emitted. */
class DeterminismTest {
  private static final Pattern DATE =
      Pattern.compile(
          "\\b20\\d\\d[-/.](0\\d|1[0-2])[-/.][0-3]\\d\\b"
              + "|\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b"
              + "|\\b[0-2]\\d:[0-5]\\d:[0-5]\\d\\b");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim-tests/src/test/resources/matrix/split_ddr.dfab",
        "sim-tests/src/test/resources/matrix/wide_tile.dfab",
        "designs/tinytales.dfab"
      })
  void emitsTheSameBytesElsewhere(String file) throws Exception {
    Path design = Checkout.home().resolve(file);
    FileSet once = DesignUnderTest.load(design).emit();
    Path templates = folder.resolve("other templates");
    copy(Checkout.home().resolve("templates"), templates);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    FileSet again;
    try {
      // A decimal comma, an i that is not the capital of i, and another day.
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      again = DesignUnderTest.load(design).emit(templates);
      compare(bytes(once), bytes(again));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim-tests/src/test/resources/matrix/all_ddr.dfab",
        "designs/tinytales.dfab",
        "designs/tinytales_ddr.dfab"
      })
  void namesNoPlaceAndNoTime(String file) throws Exception {
    FileSet files = DesignUnderTest.load(Checkout.home().resolve(file)).emit();
    List<String> places =
        Stream.of(
                Checkout.home().toString(),
                Checkout.home().toRealPath().toString(),
                System.getProperty("user.home"),
                System.getProperty("java.io.tmpdir"),
                System.getProperty("java.home"))
            .filter(place -> place.length() > 1)
            .distinct()
            .toList();
    assertThat(places).isNotEmpty();
    for (Map.Entry<String, byte[]> entry : bytes(files).entrySet()) {
      assertThat(entry.getKey()).doesNotStartWith("/").doesNotContain("..", "\\");
      String text = new String(entry.getValue(), StandardCharsets.ISO_8859_1);
      for (String place : places) {
        assertThat(text.contains(place)).as("%s names %s", entry.getKey(), place).isFalse();
      }
      // Images are digits or bytes, in which anything may look like a date.
      if (!entry.getKey().startsWith("rom/")) {
        assertThat(DATE.matcher(text).find()).as("a date in %s", entry.getKey()).isFalse();
      }
    }
  }

  private static void compare(Map<String, byte[]> once, Map<String, byte[]> again) {
    assertThat(again.keySet()).isEqualTo(once.keySet()).hasSizeGreaterThan(40);
    once.forEach((path, bytes) -> assertThat(again.get(path)).as(path).isEqualTo(bytes));
  }

  private static Map<String, byte[]> bytes(FileSet files) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      file.getValue().writeTo(bytes);
      all.put(file.getKey(), bytes.toByteArray());
    }
    return all;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
