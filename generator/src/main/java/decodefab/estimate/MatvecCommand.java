package decodefab.estimate;

import static decodefab.plan.InstructionField.*;

import decodefab.golden.MatvecShape;
import decodefab.golden.MatvecTiming;
import decodefab.plan.FabricParameters;
import decodefab.plan.Instruction;
import decodefab.plan.MatvecFormats;

/**
 * A matvec command at one position.
 *
 * @param shape its loops
 * @param source where its tile words come from
 * @param format of the matrix, as an instruction names it
 * @param formats what such an index means
 * @param scaled whether scales come with the words
 * @param groupsPerSuper weight groups of a super-group; 0 without
 */
record MatvecCommand(
    MatvecShape shape,
    Source source,
    int format,
    MatvecFormats formats,
    boolean scaled,
    int groupsPerSuper) {
  /** Where tile words come from; the ordinal is the code in the instruction. */
  enum Source {
    NEAR,
    FAR,
    CACHE
  }

  static MatvecCommand of(Instruction i, FabricParameters fabric, int position) {
    MatvecFormats formats = fabric.formats();
    Source source = Source.values()[(int) i.get(MV_SRC)];
    boolean scaled = i.get(MV_HAS_WSCALE) != 0;
    int k = i.get(MV_K_MODE) != 0 ? position + 1 : (int) i.get(MV_K);
    int tiles = i.get(MV_TILES_MODE) != 0 ? position / fabric.rows() + 1 : (int) i.get(MV_TILES);
    MatvecShape shape =
        new MatvecShape(
            fabric.rows(),
            fabric.cols(),
            fabric.vector(),
            k,
            tiles,
            (int) i.get(MV_BLOCK),
            (int) i.get(MV_M),
            (int) i.get(MV_WGROUP),
            (int) i.get(MV_AGROUP),
            source == Source.CACHE && !scaled,
            formats.decoders().get((int) i.get(MV_FMT)).pattern().span(),
            MatvecTiming.scaleCycles(fabric.cols(), formats.hasSuperGroups(), formats.hasMinima()),
            fabric.lanePlan().phases(formats.decoders().get((int) i.get(MV_FMT))));
    return new MatvecCommand(
        shape, source, (int) i.get(MV_FMT), formats, scaled, (int) i.get(MV_SUPER));
  }

  /** Pieces of the columns: maximal stretches inside one weight group and one activation group. */
  long pieces() {
    long pieces = 0;
    for (int from = 0; from < shape.k(); from = shape.pieceEnd(from)) {
      pieces++;
    }
    return pieces;
  }

  /** Tile words of one row tile that are multiplied. */
  long chunks() {
    long chunks = 0;
    for (int from = 0; from < shape.k(); from = shape.pieceEnd(from)) {
      chunks += chunksOf(from);
    }
    return chunks;
  }

  private int chunksOf(int from) {
    return (shape.pieceEnd(from) - 1) / shape.chunkCols() - from / shape.chunkCols() + 1;
  }

  /**
   * Cycles, at most, by which a command of an engine that skips zeros takes longer than of one that
   * does not, where it finds none: the first round is looked at before anything can go, and a later
   * one while the round before it is under way, if that is long enough.
   */
  long lookCycles() {
    long cycles = (long) MatvecTiming.LOOK_TO_SLOT + columns(0);
    for (int first = 0; first < shape.tiles(); first += shape.block()) {
      long tiles = Math.min(shape.block(), shape.tiles() - first);
      for (int from = 0; from < shape.k(); from = shape.pieceEnd(from)) {
        long slots = tiles * chunksOf(from) * shape.phases();
        cycles += Math.max(0, MatvecTiming.LOOK + (long) columns(from) - slots);
      }
    }
    return cycles;
  }

  /** Columns of the tile that a piece touches, as if the matrix were dense. */
  private int columns(int from) {
    return (shape.pieceEnd(from) - 1) / shape.cols() - from / shape.cols() + 1;
  }

  /** Rounds: a piece of the columns over a block of tiles each. */
  long rounds() {
    return pieces() * Math.ceilDiv(shape.tiles(), shape.block());
  }

  /** Tiles of the last block. */
  int lastBlock() {
    int rest = shape.tiles() % shape.block();
    return rest == 0 ? Math.min(shape.block(), shape.tiles()) : rest;
  }

  /** Words of the KV cache that the command asks for. */
  long cacheWords() {
    if (!shape.valueCache()) {
      return shape.tiles() * chunks();
    }
    int perGroup = shape.activationGroup() / shape.cols();
    long stored = (long) Math.ceilDiv(shape.k(), shape.activationGroup()) * perGroup;
    return shape.tiles() * stored - (stored - Math.ceilDiv(shape.k(), shape.cols()));
  }

  /** Containers of a weight matrix. */
  long containers() {
    return formats.containers(format, tileWords());
  }

  /** Tile words of a weight matrix. */
  long tileWords() {
    return shape.tiles() * chunks();
  }

  /** Words of the scale stream of a weight matrix. */
  long scaleWords() {
    if (!scaled) {
      return 0;
    }
    int groups = Math.ceilDiv(shape.k(), shape.weightGroup());
    int supers = groupsPerSuper == 0 ? 0 : Math.ceilDiv(groups, groupsPerSuper);
    long tiles = shape.tiles();
    return formats.scaleWords(format, tiles * groups, tiles * supers);
  }

  /** Slots that multiply: a tile word times a vector each. */
  long slots() {
    return shape.tiles() * chunks() * shape.m();
  }

  /** Integer results that are scaled and accumulated, one per row each. */
  long results() {
    return shape.tiles() * pieces() * shape.m();
  }

  /** Whether its words go through the wide lanes. */
  boolean wide() {
    return shape.phases() > 1;
  }

  /** Results that leave for the vector memory, one per row each. */
  long outputs() {
    return (long) shape.tiles() * shape.m();
  }
}
