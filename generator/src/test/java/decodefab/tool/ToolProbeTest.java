package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers; programs are probed in {@link ToolboxTest}. */
class ToolProbeTest {
  @TempDir private Path bin;

  private ToolStatus probe() throws InterruptedException {
    return new ToolProbe(new ToolFinder(bin.toString()), new ToolRunner()).probe(KnownTools.ZLIB);
  }

  private void compilerThat(String... lines) throws IOException {
    Scripts.write(bin, "g++", lines);
  }

  @Test
  void asksTheCompilerForTheHeader() throws Exception {
    compilerThat(
        "[ \"$*\" = '-E -dD -include zlib.h -x c++ -' ] || exit 1",
        "echo '# 1 \"<command-line>\" 2'",
        "echo '# 1 \"/usr/include/stdio.h\" 1 3 4'",
        "echo '# 1 \"/opt/include/zlib.h\" 1 3 4'",
        "echo '#define __GXX_ABI_VERSION 1017'",
        "echo '#define ZLIB_VERSION \"1.3.1\"'");
    assertThat(probe())
        .isEqualTo(
            new ToolStatus.Ready(
                KnownTools.ZLIB, Path.of("/opt/include/zlib.h"), ToolVersion.of("1.3.1")));
  }

  @Test
  void isMissingWhereTheCompilerIsOrDoesNotFindIt() throws Exception {
    assertThat(probe()).isInstanceOf(ToolStatus.Missing.class);
    compilerThat("echo 'fatal error: zlib.h: No such file or directory' >&2; exit 1");
    assertThat(probe()).isInstanceOf(ToolStatus.Missing.class);
  }

  @Test
  void mayBeTooOldOrNoSuchHeader() throws Exception {
    compilerThat("echo '#define ZLIB_VERSION \"1.1.4\"'");
    assertThat(probe()).isInstanceOf(ToolStatus.TooOld.class);
    compilerThat("echo '#define OTHER \"1.2.3\"'");
    assertThat(probe())
        .isEqualTo(
            new ToolStatus.Broken(
                KnownTools.ZLIB, Path.of("zlib.h"), "it defines no ZLIB_VERSION"));
  }
}
