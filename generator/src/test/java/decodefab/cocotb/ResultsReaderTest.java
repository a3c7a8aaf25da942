package decodefab.cocotb;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.cocotb.TestCase.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a verdict of cocotb's, and what does not. */
class ResultsReaderTest {
  private static final String PASSED =
      "<testcase classname='m' name='a' time='1.5'><properties>"
          + "<property name='sim_time_duration' value='120.0'/></properties></testcase>";
  private static final String FAILED =
      "<testcase classname='m' name='b' time='2'>"
          + "<failure type='AssertionError' message='1 != 2'>trace</failure></testcase>";
  private static final String SKIPPED =
      "<testcase classname='m' name='c' time='0'><skipped message='not here'/></testcase>";

  @TempDir Path folder;

  private Optional<CocotbResults> read(String text) throws IOException {
    return ResultsReader.read(Files.writeString(folder.resolve("results.xml"), text));
  }

  private CocotbResults suite(String... cases) throws IOException {
    String text = String.join("", cases);
    return read("<testsuites><testsuite name='m'>" + text + "</testsuite></testsuites>")
        .orElseThrow();
  }

  @Test
  void readsEachCase() throws IOException {
    assertThat(suite(PASSED, FAILED, SKIPPED).tests())
        .isEqualTo(
            List.of(
                new TestCase("m", "a", Status.PASSED, "", 120, 1.5),
                new TestCase("m", "b", Status.FAILED, "AssertionError: 1 != 2", 0, 2),
                new TestCase("m", "c", Status.SKIPPED, "not here", 0, 0)));
  }

  @Test
  void passesOnlyWhereSomethingRanAndNothingFailed() throws IOException {
    assertThat(suite(PASSED).passed()).isTrue();
    assertThat(suite(PASSED, SKIPPED).passed()).isTrue();
    assertThat(suite(PASSED, FAILED).passed()).isFalse();
    assertThat(suite(SKIPPED).passed()).isFalse();
    assertThat(suite().passed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<testsuites><testsuite>" + "<testcase classname='m' name='a' time='1'>",
        "<!DOCTYPE t [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><t><testcase name='&e;'/></t>"
      })
  void takesAFileThatIsNotWholeForNone(String text) throws IOException {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void takesAMissingFileForNone() {
    assertThat(ResultsReader.read(folder.resolve("nothing.xml"))).isEmpty();
  }
}
