package decodefab.simtests.matvec;

import decodefab.golden.MatvecShape;
import decodefab.golden.MatvecTiming;
import java.util.List;
import java.util.Random;

/** A resolved matvec command; field meanings are those of FABRIC.md. */
record MatvecCommand(
    Kind kind,
    int format,
    float matrixScale,
    boolean scaleTable,
    boolean listed,
    int groupsPerSuper,
    int k,
    int tiles,
    int block,
    int m,
    int weightGroup,
    int activationGroup,
    int aBase,
    int aStride,
    int sBase,
    int sStride,
    boolean weightScale,
    int oBase,
    int oStride,
    int kvBase,
    int ksBase,
    int post,
    int pc,
    int layer) {

  /** Where the matrix comes from. */
  enum Kind {
    ON_CHIP(0),
    OFF_CHIP(1),
    KEYS(2),
    VALUES(2);

    private final int source;

    Kind(int source) {
      this.source = source;
    }

    /** The code of MV_SRC, which for streams is the number of the stream. */
    int source() {
      return source;
    }
  }

  /** Returns a random legal command; {@code kvBase} and {@code ksBase} are free places for it. */
  static MatvecCommand random(Random r, MatvecTile t, List<Kind> kinds, int kvBase, int ksBase) {
    Kind kind = kinds.get(r.nextInt(kinds.size()));
    boolean jumps = t.zeros() && kind == Kind.ON_CHIP;
    int m = r.nextInt(3) == 0 && !jumps ? 1 + r.nextInt(Math.min(5, t.maxM())) : 1;
    int k = 1 + r.nextInt(r.nextInt(4) == 0 ? 3 * t.cols() + 40 : 2 * t.cols());
    int tiles = 1 + r.nextInt(6);
    int block = Math.max(1, Math.min(1 + r.nextInt(6), t.accDepth() / m));
    boolean cache = kind == Kind.KEYS || kind == Kind.VALUES;
    List<Integer> streamed = t.streamedFormats();
    int format = cache ? 0 : streamed.get(r.nextInt(streamed.size()));
    MatvecFormat type = t.formats().get(format);
    Neighbours neighbours = type.neighbours();
    k += r.nextInt(neighbours.span() * t.cols());
    k += jumps ? r.nextInt(4 * t.cols()) : 0;
    // Groups cut no neighbours, and where there are flags of zeros no columns of the tile.
    int unbroken = Math.max(neighbours.group(), jumps ? t.cols() : 1);
    int weightGroup = unbroken * (1 + r.nextInt(Math.ceilDiv(k, unbroken) + 4));
    int activationGroup = Math.max(t.vector(), unbroken) * (1 + r.nextInt(MatvecTile.GROUP_WORDS));
    // A zero point or a minimum comes with its scale.
    boolean weightScale = type.zeroPoint() || type.min().isPresent() || r.nextInt(8) > 0;
    boolean scaleTable = t.matrixScale() && !cache && r.nextInt(4) == 0;
    // Only dense words are listed: their places in the vector need not be those of a window.
    boolean listed = t.listed() && !cache && neighbours.span() == 1 && r.nextBoolean();
    int place = r.nextInt(MatvecTile.TABLE_WORDS);
    switch (kind) {
      case ON_CHIP, OFF_CHIP -> {
        if (r.nextBoolean()) {
          weightGroup = activationGroup * (1 + r.nextInt(3));
        }
      }
      case KEYS -> {
        weightGroup = k + r.nextInt(3);
        activationGroup = k + r.nextInt(3);
        weightScale = true;
      }
      case VALUES -> {
        weightGroup = (1 << 20) - 1;
        activationGroup = t.cols() << r.nextInt(3);
        tiles = Math.max(1, Math.min(tiles, t.accDepth() / m));
        block = tiles + r.nextInt(2);
        weightScale = false;
      }
    }
    // Vectors start at multiples of both VECTOR and the window's elements.
    int unit = t.window() / t.vector();
    int vectorWords = unit * ((k + unit * t.vector() - 1) / (unit * t.vector()));
    int aStride = vectorWords + unit * r.nextInt(2);
    int groups = (k + activationGroup - 1) / activationGroup;
    int sStride = groups + r.nextInt(3);
    int outWords = tiles * t.rows() / t.vector() + 1;
    return new MatvecCommand(
        kind,
        format,
        scaleTable ? Math.scalb(1.5f, place) : randomMatrixScale(r, t),
        scaleTable,
        listed,
        1 + r.nextInt(5),
        k,
        tiles,
        block,
        m,
        weightGroup,
        activationGroup,
        unit * r.nextInt(Math.max(1, (t.qmDepth() - m * aStride) / unit)),
        aStride,
        r.nextInt(Math.max(1, t.qsDepth() - (m * sStride + groups) / t.vector() - 1)),
        sStride,
        weightScale,
        r.nextInt(1024),
        outWords + r.nextInt(3),
        scaleTable ? place : kvBase,
        ksBase,
        r.nextInt(3) == 0 ? 1 + r.nextInt(7) : 0,
        r.nextInt(1024),
        r.nextInt(256));
  }

  /** Mostly a power of two, as the compiler gives one; now and then any bits at all. */
  private static float randomMatrixScale(Random r, MatvecTile t) {
    if (!t.matrixScale() || r.nextInt(4) == 0) {
      return 1;
    }
    return r.nextInt(8) == 0
        ? Float.intBitsToFloat(r.nextInt())
        : Math.scalb(r.nextBoolean() ? 1f : r.nextFloat(), -r.nextInt(32));
  }

  /**
   * One tile whose first piece is one word and opens the only weight group, and whose second piece
   * is two words: the second begins in the cycle after the scale was taken.
   */
  static MatvecCommand pieceBehindScale(Random r, MatvecTile t, int format) {
    int group = 3 * t.cols() * t.formats().get(format).neighbours().span() / 4;
    return new MatvecCommand(
        r.nextBoolean() ? Kind.ON_CHIP : Kind.OFF_CHIP,
        format,
        randomMatrixScale(r, t),
        false,
        false,
        1,
        2 * group,
        1,
        1,
        1,
        2 * group,
        group,
        0,
        0,
        r.nextInt(t.qsDepth() - 3),
        0,
        true,
        r.nextInt(1024),
        0,
        0,
        0,
        0,
        r.nextInt(1024),
        r.nextInt(256));
  }

  boolean fromKv() {
    return kind == Kind.KEYS || kind == Kind.VALUES;
  }

  MatvecShape shape(MatvecTile t) {
    return new MatvecShape(
        t.rows(),
        t.cols(),
        t.vector(),
        k,
        tiles,
        block,
        m,
        weightGroup,
        activationGroup,
        kind == Kind.VALUES,
        t.formats().get(format).neighbours().span(),
        MatvecTiming.scaleCycles(t.cols(), t.hasSuperGroups(), t.hasMinima()),
        t.phases(format));
  }

  byte[] encode() {
    return new Instruction()
        .set("ENGINE", 1)
        .set("POST", post)
        .set("MV_SRC", kind.source())
        .set("MV_FMT", format)
        // A scale of the table stands for it.
        .set("MV_SCALE", Float.floatToRawIntBits(scaleTable ? -3f : matrixScale) & 0xFFFFFFFFL)
        .set("MV_SCALE_TABLE", scaleTable ? 1 : 0)
        .set("MV_LISTED", listed ? 1 : 0)
        .set("MV_SUPER", groupsPerSuper)
        .set("MV_K", k)
        .set("MV_TILES", tiles)
        .set("MV_BLOCK", block)
        .set("MV_M", m)
        .set("MV_WGROUP", weightGroup)
        .set("MV_AGROUP", activationGroup)
        .set("MV_A_BASE", aBase)
        .set("MV_A_STRIDE", aStride)
        .set("MV_S_BASE", sBase)
        .set("MV_S_STRIDE", sStride)
        .set("MV_HAS_WSCALE", weightScale ? 1 : 0)
        .set("MV_O_BASE", oBase)
        .set("MV_O_STRIDE", oStride)
        .set("MV_KV_BASE", kvBase)
        .set("MV_KS_BASE", ksBase)
        .bytes();
  }
}
