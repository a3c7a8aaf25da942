package decodefab.simtests.matvec;

import decodefab.golden.MatvecShape;
import java.util.List;
import java.util.Random;

/** A resolved matvec command; field meanings are those of FABRIC.md. */
record MatvecCommand(
    Kind kind,
    boolean int8,
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
    int m = r.nextInt(3) == 0 ? 1 + r.nextInt(Math.min(5, t.maxM())) : 1;
    int k = 1 + r.nextInt(r.nextInt(4) == 0 ? 3 * t.cols() + 40 : 2 * t.cols());
    int tiles = 1 + r.nextInt(6);
    int block = Math.max(1, Math.min(1 + r.nextInt(6), t.accDepth() / m));
    int weightGroup = 1 + r.nextInt(k + 4);
    int activationGroup = t.vector() * (1 + r.nextInt(4));
    boolean weightScale = r.nextInt(8) > 0;
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
    // Vectors start at multiples of both VECTOR and COLS elements.
    int unit = Math.max(t.cols() / t.vector(), 1);
    int vectorWords = unit * ((k + unit * t.vector() - 1) / (unit * t.vector()));
    int aStride = vectorWords + unit * r.nextInt(2);
    int groups = (k + activationGroup - 1) / activationGroup;
    int sStride = groups + r.nextInt(3);
    int outWords = tiles * t.rows() / t.vector() + 1;
    return new MatvecCommand(
        kind,
        kind == Kind.KEYS || kind == Kind.VALUES || r.nextBoolean(),
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
        kvBase,
        ksBase,
        r.nextInt(3) == 0 ? 1 + r.nextInt(7) : 0,
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
        kind == Kind.VALUES);
  }

  byte[] encode() {
    return new Instruction()
        .set("ENGINE", 1)
        .set("POST", post)
        .set("MV_SRC", kind.source())
        .set("MV_FMT", int8 ? 0 : 1)
        .set("MV_SCALE", Float.floatToRawIntBits(1f) & 0xFFFFFFFFL)
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
