package decodefab.graph;

import decodefab.format.DynamicFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation of the decode graph. Every product, sum and special function is one rounding of
 * {@code decodefab.golden.Fp32}, in the order that the formula is written; a sum over a vector has
 * the order that {@code templates/FABRIC.md} gives under the vector command.
 */
public sealed interface Op {
  /** Values read. */
  List<Value> inputs();

  /** Values written, in part or whole. */
  List<Value> outputs();

  /** All of several lists, in order. */
  private static List<Value> join(List<Value> first, List<Value> second) {
    List<Value> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /**
   * The embedding row's group scales for the present token.
   *
   * @param scales one per group of the row
   */
  record LoadEmbeddingScales(Value scales) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of();
    }

    @Override
    public List<Value> outputs() {
      return List.of(scales);
    }
  }

  /**
   * x = codes of the token's embedding row times their group scales.
   *
   * @param scales one per group
   * @param group columns per scale
   * @param out the residual vector
   */
  record LoadEmbedding(Value scales, int group, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(scales);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * One row of the rotary table for the present position; each angle stands twice, for both of its
   * lanes.
   *
   * @param sine sines (even lanes negated) or cosines
   * @param out one head long
   */
  record LoadRotary(boolean sine, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of();
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * Sum of squares of a vector.
   *
   * @param in any vector
   * @param out one element
   */
  record SumOfSquares(Value in, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = rsqrt((sum + elements * eps) * (1 / elements)).
   *
   * @param sum one element
   * @param elements length of the vector behind the sum
   * @param eps the model's epsilon
   * @param out one element
   */
  record InverseRms(Value sum, int elements, double eps, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(sum);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = (in * factor) * weight, and the largest magnitude of each group of out.
   *
   * @param in vector
   * @param factor one element
   * @param weight role of the norm: attention_norm, mlp_norm, final_norm
   * @param group elements per maximum
   * @param out vector
   * @param max one per group
   */
  record Normalize(Value in, Value factor, String weight, int group, Value out, Value max)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in, factor);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out, max);
    }
  }

  /**
   * scale = max * (1 / largest code), rounded as the format has it; inverse = 1 / scale.
   *
   * @param max one per group
   * @param format of the codes and their scales
   * @param scale one per group
   * @param inverse one per group
   */
  record GroupScales(Value max, DynamicFormat format, Value scale, Value inverse) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(max);
    }

    @Override
    public List<Value> outputs() {
      return List.of(scale, inverse);
    }
  }

  /**
   * out = in * inverse of its group, rounded to nearest even and clamped to the largest code and
   * its negative.
   *
   * @param in vector
   * @param inverse one per group
   * @param group elements per scale
   * @param format of the codes
   * @param out codes
   */
  record Quantize(Value in, Value inverse, int group, DynamicFormat format, Value out)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in, inverse);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = matrix times a quantized vector.
   *
   * @param matrix role of the matrix
   * @param group activation elements per scale
   * @param codes as long as a row
   * @param scales one per activation group
   * @param out one per row
   */
  record MultiplyMatrix(String matrix, int group, Value codes, Value scales, Value out)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(codes, scales);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = in * cosine, head by head.
   *
   * @param in whole heads
   * @param cosine one head
   * @param out whole heads
   */
  record RotateCosine(Value in, Value cosine, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in, cosine);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = swap(in) * sine + partial, where swap exchanges lanes 2i and 2i+1; and each head's
   * largest magnitude.
   *
   * @param in whole heads
   * @param sine one head
   * @param partial the cosine part
   * @param head elements of a head
   * @param out whole heads
   * @param max one per head
   */
  record RotateSine(Value in, Value sine, Value partial, int head, Value out, Value max)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in, sine, partial);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out, max);
    }
  }

  /**
   * Largest magnitude of each group.
   *
   * @param in vector
   * @param group elements per maximum
   * @param max one per group
   */
  record GroupMaximum(Value in, int group, Value max) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in);
    }

    @Override
    public List<Value> outputs() {
      return List.of(max);
    }
  }

  /**
   * Writes this position's keys or values, as codes and binary16 scales, into the KV cache.
   *
   * @param key keys or values
   * @param codes all KV heads
   * @param scales one per KV head
   */
  record StoreHeads(boolean key, Value codes, Value scales) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(codes, scales);
    }

    @Override
    public List<Value> outputs() {
      return List.of();
    }
  }

  /**
   * For each query head of a KV head: its dot products with the keys of all positions so far.
   *
   * @param kvHead which KV head
   * @param codes all query heads
   * @param scales one per query head
   * @param scores one per query head of the KV head
   */
  record Scores(int kvHead, Value codes, Value scales, List<Value> scores) implements Op {
    public Scores {
      scores = List.copyOf(scores);
    }

    @Override
    public List<Value> inputs() {
      return List.of(codes, scales);
    }

    @Override
    public List<Value> outputs() {
      return scores;
    }
  }

  /**
   * maxima[slot] = largest score of a head.
   *
   * @param scores one per position
   * @param slot head within its pass
   * @param maxima one per head of the pass
   */
  record HeadMaximum(Value scores, int slot, Value maxima) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(scores);
    }

    @Override
    public List<Value> outputs() {
      return List.of(maxima);
    }
  }

  /**
   * out = exp2((scores - maxima[slot]) * factor), and sums[slot] = its sum.
   *
   * @param scores one per position
   * @param maxima one per head of the pass
   * @param slot head within its pass
   * @param factor log2(e) / sqrt(head size)
   * @param out one per position
   * @param sums one per head of the pass
   */
  record ExpShifted(Value scores, Value maxima, int slot, float factor, Value out, Value sums)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(scores, maxima);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out, sums);
    }
  }

  /**
   * out = 1 / in.
   *
   * @param in scalars
   * @param out scalars
   */
  record Reciprocal(Value in, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = (in * inverse[slot]) * scale of each position's cached value vector, and the largest
   * magnitude of each group of positions.
   *
   * @param in one per position
   * @param inverse one per head of the pass
   * @param slot head within its pass
   * @param kvHead whose value scales
   * @param group positions per maximum
   * @param out one per position
   * @param max one per group of positions
   */
  record WeighPositions(
      Value in, Value inverse, int slot, int kvHead, int group, Value out, Value max)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in, inverse);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out, max);
    }
  }

  /**
   * For each query head of a KV head: the sum over positions of its quantized probabilities times
   * the cached value codes.
   *
   * @param kvHead which KV head
   * @param group positions per scale
   * @param codes probabilities, one value per query head
   * @param scales one value per query head
   * @param out all query heads; this KV head's part is written
   */
  record MixValues(int kvHead, int group, List<Value> codes, List<Value> scales, Value out)
      implements Op {
    public MixValues {
      codes = List.copyOf(codes);
      scales = List.copyOf(scales);
    }

    @Override
    public List<Value> inputs() {
      return Op.join(codes, scales);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = a + b.
   *
   * @param a vector
   * @param b vector
   * @param out vector
   */
  record Add(Value a, Value b, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(a, b);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = exp2(in * -log2(e)) + 1, the denominator of the logistic function.
   *
   * @param in vector
   * @param out vector
   */
  record ExpPlusOne(Value in, Value out) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(in);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out);
    }
  }

  /**
   * out = ((1 / denominator) * gate) * up, and the largest magnitude of each group.
   *
   * @param denominator vector
   * @param gate vector
   * @param up vector
   * @param group elements per maximum
   * @param out vector
   * @param max one per group
   */
  record Gate(Value denominator, Value gate, Value up, int group, Value out, Value max)
      implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(denominator, gate, up);
    }

    @Override
    public List<Value> outputs() {
      return List.of(out, max);
    }
  }

  /**
   * The index of the first largest logit becomes the next token.
   *
   * @param logits one per token of the vocabulary
   */
  record ArgMax(Value logits) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(logits);
    }

    @Override
    public List<Value> outputs() {
      return List.of();
    }
  }
}
