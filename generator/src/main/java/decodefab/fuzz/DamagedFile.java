package decodefab.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file after one to four damages. */
public final class DamagedFile {
  private static final int LENGTH_BYTES = 8;

  /** Bytes of the sample up to about where its weights begin. */
  private static final int GGUF_HEADER = 2400;

  private static final List<Long> EXTREMES =
      List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 20, 1L << 31, 1L << 40, 1L << 62);

  private final long seed;
  private final FileKind kind;
  private final List<Damage> damages;
  private final byte[] bytes;

  private DamagedFile(long seed, FileKind kind, List<Damage> damages, byte[] bytes) {
    this.seed = seed;
    this.kind = kind;
    this.damages = List.copyOf(damages);
    this.bytes = bytes;
  }

  /** Damages one of the files. */
  static DamagedFile draw(long seed, FileSeeds seeds) {
    Draw draw = new Draw(seed);
    FileKind kind = draw.of(FileKind.values());
    byte[] bytes = draw.from(seeds.of(kind));
    List<Damage> damages = new ArrayList<>();
    for (int i = draw.chance(60) ? 1 : draw.between(2, 4); i > 0; i--) {
      Damage damage = draw.chance(50) ? draw.from(Damage.READABLE) : draw.of(Damage.values());
      damages.add(damage);
      bytes = damage(kind, damage, draw, bytes);
    }
    if (kind == FileKind.WEIGHTS && draw.chance(10)) {
      bytes = withLength(draw.from(List.of(0L, -1L, Long.MIN_VALUE, 1L << 31, 1L << 62)), bytes);
    }
    return new DamagedFile(seed, kind, damages, bytes);
  }

  /** Damages a file anywhere, or rather its header where it has one. */
  private static byte[] damage(FileKind kind, Damage damage, Draw draw, byte[] file) {
    if (kind == FileKind.WEIGHTS && draw.chance(75)) {
      return damageHeader(damage, draw, file);
    }
    if (kind == FileKind.GGUF && draw.chance(75)) {
      return damageBeginning(damage, draw, file);
    }
    return damage.apply(draw, file);
  }

  /** Damages the header of a GGUF file: a number of 64 bits in it, or any part. */
  private static byte[] damageBeginning(Damage damage, Draw draw, byte[] file) {
    int length = Math.min(file.length, GGUF_HEADER);
    byte[] header = Arrays.copyOf(file, length);
    if (draw.chance(40) && length > LENGTH_BYTES) {
      int at = draw.between(0, length - LENGTH_BYTES);
      ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(at, draw.from(EXTREMES));
    } else {
      header = damage.apply(draw, header);
    }
    byte[] whole = Arrays.copyOf(header, header.length + file.length - length);
    System.arraycopy(file, length, whole, header.length, file.length - length);
    return whole;
  }

  /** Damages what describes the tensors, which a byte at random would rarely meet. */
  private static byte[] damageHeader(Damage damage, Draw draw, byte[] file) {
    if (file.length < LENGTH_BYTES) {
      return damage.apply(draw, file);
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > file.length - LENGTH_BYTES) {
      return damage.apply(draw, file);
    }
    int end = LENGTH_BYTES + (int) length;
    byte[] header = damage.apply(draw, Arrays.copyOfRange(file, LENGTH_BYTES, end));
    byte[] whole = new byte[LENGTH_BYTES + header.length + file.length - end];
    System.arraycopy(header, 0, whole, LENGTH_BYTES, header.length);
    System.arraycopy(file, end, whole, LENGTH_BYTES + header.length, file.length - end);
    return withLength(header.length, whole);
  }

  private static byte[] withLength(long length, byte[] file) {
    byte[] changed = file.clone();
    if (changed.length >= LENGTH_BYTES) {
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    }
    return changed;
  }

  /** The seed that damages it the same way again. */
  public long seed() {
    return seed;
  }

  /** What it was. */
  public FileKind kind() {
    return kind;
  }

  /** What is left of it; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "seed " + seed + ": " + kind.fileName() + " after " + damages;
  }
}
