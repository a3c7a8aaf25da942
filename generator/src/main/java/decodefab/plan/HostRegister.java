package decodefab.plan;

import java.util.List;
import java.util.Objects;

/**
 * One register that a host sees.
 *
 * @param name name, as the localparam of {@code templates/lib/dfab_host_regs.v} has it; a counter's
 *     name is that of {@code decodefab.sim.Counter}
 * @param offset byte address
 * @param bits 32, or 64 for a counter: low word at the offset, high word behind it
 * @param access what a host may do with it
 * @param fields its parts, lowest first; empty where the whole word is one number
 * @param doc what it holds, one sentence
 */
public record HostRegister(
    String name, int offset, int bits, Access access, List<Field> fields, String doc) {
  /** What a host may do with a register or a field. */
  public enum Access {
    /** A write has no effect. */
    RO,
    /** Reads as it was written. */
    RW,
    /** Acts when 1 is written, and reads as 0. */
    WO
  }

  /**
   * Part of a register. Bits outside all fields read as 0 and are ignored when written.
   *
   * @param name name
   * @param lsb lowest bit
   * @param width bits
   * @param access what a host may do with it
   * @param doc what it holds
   */
  public record Field(String name, int lsb, int width, Access access, String doc) {
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(access, "access");
      Objects.requireNonNull(doc, "doc");
      if (lsb < 0 || width < 1 || lsb + width > 32) {
        throw new IllegalArgumentException(name + " at bit " + lsb + ", " + width + " bits");
      }
    }
  }

  public HostRegister {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(doc, "doc");
    fields = List.copyOf(fields);
    if (bits != 32 && bits != 64) {
      throw new IllegalArgumentException(name + " of " + bits + " bits");
    }
    if (offset < 0 || offset % (bits / 8) != 0 || offset + bits / 8 > RegisterMap.BYTES) {
      throw new IllegalArgumentException(name + " at byte " + offset);
    }
    int next = 0;
    for (Field field : fields) {
      if (field.lsb() < next) {
        throw new IllegalArgumentException(name + "." + field.name() + " overlaps");
      }
      next = field.lsb() + field.width();
    }
  }

  /** One past the last byte. */
  public int end() {
    return offset + bits / 8;
  }
}
