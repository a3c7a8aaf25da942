package decodefab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Designs that tests write into a folder of their own. */
final class TestDesigns {
  /** A model of a few thousand weights, all on chip. */
  static final String TINY =
      """
      design tiny {
        model {
          vocab 64  dim 32  layers 2  context 32
          layer {
            x += attention(rmsnorm(x), heads 4, kv_heads 2, rope 10000)
            x += swiglu(rmsnorm(x), hidden 48)
          }
          head linear(rmsnorm(x))
        }
        memory bram { on_chip  capacity 1 MiB  width 256 bit  latency 2 cycles }
        datapath { clock 200 MHz  lanes 16  vector 4 x fp32  batch 1 }
        tile matvec { rows 4  cols 4 }
        target fpga xcu50
      }
      """;

  private TestDesigns() {}

  /** The tiny design with the model of a folder. */
  static String withFolder(String folder) {
    return TINY.replaceFirst("(?s)model \\{.*?\\n  \\}\\n", "model \"" + folder + "\"\n");
  }

  /** Writes a design and returns its file. */
  static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** A model folder that has a config.json and nothing else. */
  static Path configOnly(Path folder, String architecture) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve("config.json"),
        """
        {"architectures": ["%s"], "vocab_size": 64, "hidden_size": 32, "num_hidden_layers": 2,
         "max_position_embeddings": 32, "num_attention_heads": 4, "num_key_value_heads": 2,
         "intermediate_size": 48, "rms_norm_eps": 1e-5, "hidden_act": "silu",
         "tie_word_embeddings": true, "bos_token_id": 1, "eos_token_id": 2}
        """
            .formatted(architecture));
  }
}
