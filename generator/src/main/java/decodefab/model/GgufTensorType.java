package decodefab.model;

import decodefab.format.GgufBlock;
import java.util.Map;
import java.util.Optional;

/** How a tensor of a GGUF file is stored. */
sealed interface GgufTensorType {
  /** Names of types that cannot be read, so that messages need not give their numbers. */
  Map<Long, String> OTHERS =
      Map.ofEntries(
          Map.entry(6L, "Q5_0"),
          Map.entry(7L, "Q5_1"),
          Map.entry(9L, "Q8_1"),
          Map.entry(10L, "Q2_K"),
          Map.entry(11L, "Q3_K"),
          Map.entry(13L, "Q5_K"),
          Map.entry(15L, "Q8_K"),
          Map.entry(16L, "IQ2_XXS"),
          Map.entry(17L, "IQ2_XS"),
          Map.entry(18L, "IQ3_XXS"),
          Map.entry(19L, "IQ1_S"),
          Map.entry(20L, "IQ4_NL"),
          Map.entry(21L, "IQ3_S"),
          Map.entry(22L, "IQ2_S"),
          Map.entry(23L, "IQ4_XS"),
          Map.entry(24L, "I8"),
          Map.entry(25L, "I16"),
          Map.entry(26L, "I32"),
          Map.entry(27L, "I64"),
          Map.entry(28L, "F64"),
          Map.entry(29L, "IQ1_M"),
          Map.entry(34L, "TQ1_0"),
          Map.entry(35L, "TQ2_0"),
          Map.entry(40L, "NVFP4"));

  /** Elements that are stored together. */
  int blockElements();

  /** Bytes of so many. */
  int blockBytes();

  /** As llama.cpp calls it. */
  String text();

  /** Plain numbers. */
  record Floats(FloatType type) implements GgufTensorType {
    @Override
    public int blockElements() {
      return 1;
    }

    @Override
    public int blockBytes() {
      return type.size();
    }

    @Override
    public String text() {
      return type.name();
    }
  }

  /** Codes and scales. */
  record Blocks(GgufBlock block) implements GgufTensorType {
    @Override
    public int blockElements() {
      return block.weights();
    }

    @Override
    public int blockBytes() {
      return block.bytes();
    }

    @Override
    public String text() {
      return block.name();
    }
  }

  /** The type of a number in the file. */
  static Optional<GgufTensorType> of(long id) {
    if (id == 0) {
      return Optional.of(new Floats(FloatType.F32));
    } else if (id == 1) {
      return Optional.of(new Floats(FloatType.F16));
    } else if (id == 30) {
      return Optional.of(new Floats(FloatType.BF16));
    }
    return id > Integer.MAX_VALUE ? Optional.empty() : GgufBlock.ofType((int) id).map(Blocks::new);
  }
}
