package decodefab.simtests.matvec;

import static decodefab.simtests.matvec.MatvecFormat.codebook;
import static decodefab.simtests.matvec.MatvecFormat.packedTrits;
import static decodefab.simtests.matvec.MatvecFormat.signed;
import static decodefab.simtests.matvec.MatvecFormat.smallFloat;
import static decodefab.simtests.matvec.MatvecFormat.unsigned;
import static decodefab.simtests.matvec.MatvecFormat.zeroPoint;

import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parameter settings that the engine is tested at. Together they have every kind of decoder,
 * every length of a code, every kind of scale with and without a zero point, caches of 3, 4 and 8
 * bits, and sums from less than a dot product to nearly as wide as they may be.
 */
final class MatvecTiles {

  private static final MatvecFormat CACHE = signed(8, ScaleCode.F16);
  private static final List<Double> FOUR_BITS =
      List.of(
          -1.0, -0.7, -0.53, -0.4, -0.28, -0.18, -0.09, 0.0, 0.08, 0.16, 0.25, 0.34, 0.44, 0.56,
          0.72, 1.0);

  private MatvecTiles() {}

  /**
   * Settings in which zeros are skipped: with tiles wider and narrower than the vector, trits in
   * containers of 8 planes and of 16, zero points, minima, sparse words, both, and wide lanes.
   */
  static List<MatvecTile> skippingZeros() {
    return IntStream.of(0, 1, 4, 11, 13, 15).mapToObj(i -> all().get(i).skippingZeros()).toList();
  }

  /** Results of four words each, and vectors longer than the window of a group of neighbours. */
  static MatvecTile severalWords() {
    return new MatvecTile(
        8,
        2,
        2,
        8,
        2,
        16,
        false,
        List.of(CACHE, signed(3, ScaleCode.F16).of(Neighbours.places(2, 4))));
  }

  /** Minima where no format has a scale of super-groups. */
  static MatvecTile plainMinima() {
    return new MatvecTile(
        2,
        4,
        2,
        8,
        2,
        32,
        false,
        List.of(
            CACHE,
            unsigned(4, ScaleCode.F16).min(ScaleCode.F16),
            unsigned(2, ScaleCode.signed(8)).min(ScaleCode.E8M0)));
  }

  static List<MatvecTile> all() {
    return List.of(
        new MatvecTile(
            8,
            16,
            8,
            64,
            8,
            32,
            true,
            List.of(
                signed(4, ScaleCode.F16),
                CACHE,
                signed(3, ScaleCode.BF16),
                signed(5, ScaleCode.E8M0),
                zeroPoint(4, ScaleCode.F16),
                packedTrits(ScaleCode.F16),
                codebook(FOUR_BITS, ScaleCode.F16),
                smallFloat(2, 1, ScaleCode.E8M0))),
        new MatvecTile(
            2,
            4,
            8,
            8,
            2,
            32,
            true,
            List.of(
                CACHE,
                signed(6, ScaleCode.F32),
                signed(7, ScaleCode.F16),
                smallFloat(4, 3, ScaleCode.E4M3),
                smallFloat(5, 2, ScaleCode.F16),
                zeroPoint(3, ScaleCode.E8M0),
                zeroPoint(8, ScaleCode.E4M3),
                codebook(ramp(256), ScaleCode.F16))),
        new MatvecTile(
            16,
            8,
            4,
            32,
            64,
            32,
            true,
            List.of(
                signed(3, ScaleCode.F16),
                zeroPoint(2, ScaleCode.F16),
                zeroPoint(5, ScaleCode.BF16),
                zeroPoint(7, ScaleCode.F16),
                codebook(List.of(-1.5, 0.0), ScaleCode.F16),
                codebook(List.of(-3.0, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0, 9.0), ScaleCode.BF16),
                smallFloat(3, 2, ScaleCode.E8M0),
                smallFloat(1, 0, ScaleCode.E4M3))),
        // Groups far shorter than a row of the tile: a sum has fewer bits than a dot product.
        new MatvecTile(
            2,
            64,
            2,
            16,
            16,
            32,
            true,
            List.of(
                CACHE,
                smallFloat(5, 2, ScaleCode.E8M0),
                smallFloat(5, 0, ScaleCode.F32),
                zeroPoint(6, ScaleCode.F16),
                new MatvecFormat(ElementCodes.ternary(), 0, 0, 0, ScaleCode.ONE, false),
                signed(2, ScaleCode.F16),
                packedTrits(ScaleCode.E8M0),
                smallFloat(2, 4, ScaleCode.F16))),
        // Places and bitmaps beside dense formats, in containers of 16 planes and of 8.
        new MatvecTile(
            2,
            16,
            8,
            32,
            4,
            32,
            true,
            List.of(
                CACHE,
                signed(8, ScaleCode.F16).of(Neighbours.places(2, 4)),
                zeroPoint(4, ScaleCode.F16).of(Neighbours.bitmap(4, 8)),
                smallFloat(4, 3, ScaleCode.E8M0).of(Neighbours.places(1, 32)),
                codebook(FOUR_BITS, ScaleCode.F16).of(Neighbours.bitmap(4, 16)),
                packedTrits(ScaleCode.F16),
                signed(3, ScaleCode.F16),
                zeroPoint(8, ScaleCode.E8M0))),
        new MatvecTile(
            1,
            32,
            4,
            16,
            4,
            32,
            false,
            List.of(
                CACHE,
                signed(4, ScaleCode.F16).of(Neighbours.bitmap(8, 16)),
                zeroPoint(3, ScaleCode.F16).of(Neighbours.bitmap(8, 32)),
                zeroPoint(2, ScaleCode.BF16).of(Neighbours.places(4, 16)),
                signed(2, ScaleCode.F16).of(Neighbours.places(2, 4)),
                signed(4, ScaleCode.F16),
                packedTrits(ScaleCode.E8M0))),
        new MatvecTile(1, 32, 16, 8, 4, 16, false, List.of(CACHE, signed(4, ScaleCode.F16))),
        // Streams with a byte for a scale, beside a cache with two.
        new MatvecTile(
            2,
            16,
            4,
            16,
            4,
            8,
            false,
            List.of(
                signed(4, ScaleCode.F16),
                smallFloat(2, 3, ScaleCode.E4M3),
                signed(8, ScaleCode.E8M0),
                smallFloat(3, 1, ScaleCode.E8M0))),
        // Scales of super-groups in units of a byte, beside formats without.
        new MatvecTile(
            4,
            8,
            4,
            16,
            4,
            64,
            true,
            List.of(
                CACHE,
                unsigned(4, ScaleCode.unsigned(6)).min(ScaleCode.unsigned(6)).under(ScaleCode.F16),
                signed(6, ScaleCode.signed(8)).under(ScaleCode.F16),
                unsigned(4, ScaleCode.F16).min(ScaleCode.F16),
                zeroPoint(4, ScaleCode.signed(5)).under(ScaleCode.F32),
                smallFloat(2, 1, ScaleCode.E4M3),
                signed(3, ScaleCode.E8M0).under(ScaleCode.BF16),
                unsigned(5, ScaleCode.signed(4)).min(ScaleCode.BF16).under(ScaleCode.E4M3))),
        // In units of two; a chunk of two columns is less than the product of scales takes.
        new MatvecTile(
            2,
            2,
            2,
            8,
            2,
            64,
            false,
            List.of(
                CACHE,
                unsigned(4, ScaleCode.unsigned(6)).min(ScaleCode.unsigned(6)).under(ScaleCode.F16),
                signed(2, ScaleCode.BF16).under(ScaleCode.F32))),
        // A tree that is longer than that product; groups far shorter than a row of the tile.
        new MatvecTile(
            1,
            64,
            2,
            16,
            16,
            32,
            true,
            List.of(
                CACHE,
                signed(6, ScaleCode.signed(8)).under(ScaleCode.F16),
                signed(4, ScaleCode.unsigned(8)).under(ScaleCode.BF16))),
        // Minima under one scale, and under none of a group's own.
        new MatvecTile(
            4,
            16,
            8,
            32,
            8,
            32,
            true,
            List.of(
                CACHE,
                unsigned(4, ScaleCode.F16).min(ScaleCode.F16),
                unsigned(5, ScaleCode.ONE).min(ScaleCode.F32),
                new MatvecFormat(ElementCodes.unsigned(4), 1, 0, 0, ScaleCode.ONE, true),
                unsigned(2, ScaleCode.signed(8)).min(ScaleCode.E8M0))),
        // Minima of sparse matrices by places and bitmaps, beside dense and wide ones that have
        // some.
        new MatvecTile(
            4,
            16,
            4,
            32,
            8,
            64,
            true,
            List.of(
                CACHE,
                unsigned(4, ScaleCode.F16).min(ScaleCode.F16).of(Neighbours.places(2, 4)),
                unsigned(4, ScaleCode.unsigned(6))
                    .min(ScaleCode.unsigned(6))
                    .under(ScaleCode.F16)
                    .of(Neighbours.bitmap(4, 8)),
                unsigned(3, ScaleCode.BF16).min(ScaleCode.F32).of(Neighbours.places(1, 8)),
                unsigned(2, ScaleCode.E8M0).min(ScaleCode.F16).of(Neighbours.bitmap(8, 32)),
                unsigned(8, ScaleCode.F16).min(ScaleCode.F16),
                unsigned(4, ScaleCode.F16).min(ScaleCode.BF16),
                signed(4, ScaleCode.F16).of(Neighbours.places(4, 32))),
            new MatvecTile.Lanes(2, 0, 1)),
        // Such without super-groups, whose scales can be jumped over.
        new MatvecTile(
            2,
            8,
            2,
            16,
            4,
            64,
            false,
            List.of(
                CACHE,
                unsigned(4, ScaleCode.F16).min(ScaleCode.F16).of(Neighbours.places(2, 4)),
                unsigned(5, ScaleCode.F16).min(ScaleCode.F16).of(Neighbours.bitmap(4, 8)),
                unsigned(3, ScaleCode.ONE).min(ScaleCode.F32).of(Neighbours.places(4, 16)))),
        // A zero point behind a scale of 32 bits.
        new MatvecTile(2, 8, 4, 16, 4, 64, false, List.of(CACHE, zeroPoint(4, ScaleCode.F32))),
        // Wide lanes for the cache and for weights as wide, beside lanes without multipliers.
        new MatvecTile(
            8,
            16,
            8,
            32,
            8,
            16,
            false,
            List.of(
                CACHE,
                packedTrits(ScaleCode.F16),
                signed(2, ScaleCode.F16),
                signed(8, ScaleCode.F16)),
            new MatvecTile.Lanes(2, 0, 2)),
        new MatvecTile(
            4,
            8,
            4,
            8,
            4,
            32,
            true,
            List.of(
                CACHE,
                smallFloat(4, 3, ScaleCode.E4M3),
                zeroPoint(4, ScaleCode.F16),
                signed(3, ScaleCode.BF16),
                smallFloat(2, 1, ScaleCode.E8M0)),
            new MatvecTile.Lanes(1, 0, 1)),
        // Two products in a multiplier, and none at eight bits.
        new MatvecTile(
            16,
            4,
            8,
            32,
            4,
            16,
            false,
            List.of(CACHE, signed(4, ScaleCode.F16), signed(5, ScaleCode.F16)),
            new MatvecTile.Lanes(8, 2, 0)));
  }

  private static List<Double> ramp(int entries) {
    return IntStream.range(0, entries).mapToObj(i -> (double) (i - 100)).toList();
  }
}
