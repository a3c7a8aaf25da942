package decodefab.model;

import decodefab.format.ElementCodes;
import decodefab.format.Offset;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import java.util.Objects;

/**
 * How a quantized checkpoint packs its matrices. Both kinds hold a matrix turned, {@code
 * [in][out]}, with codes and zero points in words of 32 bits and a scale for each group of inputs
 * and each output.
 *
 * @param kind whose
 * @param bits of a code: 2, 4 or 8
 * @param group inputs that share a scale; 0 for all of them
 * @param symmetric whether every zero point is the middle code, so that codes are signed integers
 *     and need none
 * @param minusOne whether zero points are stored less one
 */
record Packing(Kind kind, int bits, int group, boolean symmetric, boolean minusOne) {
  /** Bits of a word. */
  static final int WORD = 32;

  /** Whose convention it is. */
  enum Kind {
    /** AutoAWQ's "gemm": words hold eight neighbouring outputs in the order below. */
    AWQ,
    /** AutoGPTQ's and GPTQModel's: words hold neighbouring inputs, lowest first. */
    GPTQ
  }

  /** The nibble of an AWQ word that holds output 0, 1, ... 7 of its eight. */
  private static final int[] NIBBLES = {0, 4, 1, 5, 2, 6, 3, 7};

  Packing {
    Objects.requireNonNull(kind, "kind");
    if (WORD % bits != 0 || bits > 8 || group < 0) {
      throw new IllegalArgumentException(bits + " bits in groups of " + group);
    }
  }

  /** Codes of a word. */
  int perWord() {
    return WORD / bits;
  }

  /** Inputs that share a scale. */
  int group(int inputs) {
    return group == 0 ? inputs : group;
  }

  /** The zero point of an output, of the word that holds it. */
  int zero(int word, int output) {
    int place = output % perWord();
    int code = field(word, kind == Kind.AWQ ? NIBBLES[place] : place);
    return minusOne ? code + 1 : code;
  }

  /** The code of an AWQ word for an output. */
  int awqCode(int word, int output) {
    return field(word, NIBBLES[output % perWord()]);
  }

  /** One code of a word; 0 is the lowest. */
  int field(int word, int place) {
    return word >>> (place * bits) & ((1 << bits) - 1);
  }

  /** What the codes decode to. */
  TensorFormat format(int inputs, ScaleCode scale) {
    int columns = group(inputs);
    return symmetric
        ? TensorFormat.grouped(ElementCodes.signed(bits), columns, scale)
        : TensorFormat.grouped(ElementCodes.unsigned(bits), columns, scale)
            .withOffset(new Offset.ZeroPoint());
  }
}
