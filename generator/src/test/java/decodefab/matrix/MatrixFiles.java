package decodefab.matrix;

import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with designs, in which a test reads matrices. */
public final class MatrixFiles {
  private static final String TINY =
      """
      design NAME {
        model {
          vocab 64  dim 32  layers 2  context 32
          layer {
            x += attention(rmsnorm(x), heads 4, kv_heads 2, rope 10000)
            x += swiglu(rmsnorm(x), hidden 64)
          }
          head linear(rmsnorm(x))
        }
        quantize weights as int(4) per group(8) scale f16
        quantize embedding, lm_head as int(8) per group(16) scale f16   // two at once
        memory bram { on_chip  capacity 1 MiB  width 256 bit  latency 2 cycles }
        datapath { clock 200 MHz  lanes 16  vector 4 x fp32 }
        tile matvec { rows 4  cols 4 }
      }
      """;

  private final Path folder;

  /** Writes {@code designs/tiny.dfab} and {@code designs/other.dfab}. */
  public MatrixFiles(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("designs"));
    for (String name : List.of("tiny", "other")) {
      Files.writeString(folder.resolve("designs/" + name + ".dfab"), TINY.replace("NAME", name));
    }
  }

  /** Jobs of a matrix that lies in the folder. */
  public List<Job> jobs(String... lines) throws InputException {
    return JobFinder.ofMatrix(
        new SourceText("matrix.yaml", String.join("\n", lines) + "\n"), folder);
  }

  /** The design that all of them are, under its name. */
  public static String text(String name) {
    return TINY.replace("NAME", name);
  }
}
