package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import decodefab.format.ElementCode;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.golden.EmbeddingTable;
import decodefab.graph.MatrixFormat;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the formats of a design's matrices against what the fabric's decoders can take. */
final class FormatFit {
  private FormatFit() {}

  static List<Diagnostic> problems(
      Design design, ModelShape shape, FormatTranslator translator, int probabilityGroup) {
    List<Diagnostic> found = new ArrayList<>();
    TensorFormat embedding = translator.format("embedding", shape.dim());
    if (EmbeddingTable.of(embedding).isEmpty()) {
      found.add(
          PlanCode.EMBEDDING_FORMAT.at(
              design.formatOrigin("embedding"),
              "the embedding is "
                  + embedding.text()
                  + "; the vector engine multiplies each element once and adds nothing"));
    }
    Map<String, MatrixFormat> matrices = translator.stored();
    matrices.forEach(
        (role, stored) -> {
          ElementCode own = stored.format().element();
          if (!own.hasZero()) {
            found.add(
                PlanCode.NO_ZERO.at(
                    design.formatOrigin(BlockFit.firstOf(role)),
                    "the format of "
                        + role
                        + ", "
                        + own.name()
                        + ", has no code for zero, which fills tiles that a matrix does not"));
          }
        });
    matrices.forEach(
        (role, stored) -> pattern(design, translator, role, stored).ifPresent(found::add));
    MatvecFormats all = translator.matvecFormats(probabilityGroup);
    if (all.decoders().size() > MatvecFormats.MOST) {
      found.add(
          PlanCode.TOO_MANY_FORMATS.at(
              design,
              "weights",
              all.decoders().size()
                  + " formats beside each other, the KV cache's included; the engine decodes "
                  + MatvecFormats.MOST
                  + ": "
                  + users(matrices)));
    }
    if (all.sumBits() > MatvecFormats.MOST_SUM_BITS) {
      found.add(
          PlanCode.WIDE_SUMS.at(
              design.formatOrigin("activations"),
              "sums of "
                  + translator.activationGroup()
                  + " products of weights of up to "
                  + all.valueBits()
                  + " bits and activations of "
                  + all.activationBits()
                  + " need "
                  + all.sumBits()
                  + " bits and the fabric has "
                  + MatvecFormats.MOST_SUM_BITS));
    }
    cacheWords(design, translator.cache().bits()).ifPresent(found::add);
    return found;
  }

  /** A matrix of each format, with its layers where these differ. */
  private static String users(Map<String, MatrixFormat> matrices) {
    Map<MatvecFormats.Decoder, String> users = new LinkedHashMap<>();
    matrices.forEach(
        (name, stored) ->
            users.putIfAbsent(
                MatvecFormats.Decoder.of(stored),
                name + " in " + stored.format().element().name()));
    return String.join(", ", users.values());
  }

  /**
   * A write of the cache is of whole bytes, and off chip a bus word and one of the cache divide.
   */
  private static Optional<Diagnostic> cacheWords(Design design, int bits) {
    int rows = design.tile().rows();
    int cols = design.tile().cols();
    String codes = "the KV cache has codes of " + bits + " bits";
    String problem = "";
    if (rows * bits % Byte.SIZE != 0) {
      problem = codes + ", of which " + rows + " rows of the tile are not whole bytes";
    } else if (cols * bits % Byte.SIZE != 0) {
      problem = codes + ", of which " + cols + " columns of the tile are not whole bytes";
    } else if (Integer.bitCount(bits) != 1 && !design.tierOf("kv_cache").onChip()) {
      problem = codes + " and lies off chip, where it is built with 2, 4 or 8";
    }
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of(PlanCode.CACHE_WORDS.at(design.formatOrigin("kv_cache"), problem));
  }

  /** What a sparse matrix asks of its groups, its codes and the tile. */
  private static Optional<Diagnostic> pattern(
      Design design, FormatTranslator translator, String role, MatrixFormat stored) {
    TensorFormat format = stored.format();
    SparsePattern pattern = stored.pattern();
    int group = pattern.group();
    String what = role + " is stored " + pattern.text();
    String problem = "";
    if (pattern.block().isPresent()) {
      return BlockFit.problem(design, translator, role, format, pattern);
    } else if (!pattern.isSparse()) {
      return Optional.empty();
    } else if (design.tile().cols() < pattern.slots()) {
      problem = what + ", so the tile must have " + pattern.slots() + " columns or more";
    } else if (format.group() % group != 0 && format.group() < translator.columns(role)) {
      problem = what + "; its group of " + format.group() + " cuts the " + group + " neighbours";
    } else if (translator.activationGroup() % group != 0) {
      problem =
          what
              + "; the activation group of "
              + translator.activationGroup()
              + " cuts the "
              + group
              + " neighbours";
    }
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of(PlanCode.SPARSITY.at(design.sparsityOrigin(BlockFit.firstOf(role)), problem));
  }
}
