package decodefab.plan;

import java.util.Objects;

/**
 * A stretch of an on-chip memory that holds one value.
 *
 * @param memory which memory
 * @param name the value's name
 * @param base first word
 * @param words length in words of the memory, at least 1
 */
public record Region(Memory memory, String name, int base, int words) {
  /**
   * Memories that hold values of the graph; each word has as many elements as the vector engine has
   * lanes.
   */
  public enum Memory {
    /** fp32 vectors. */
    VM,
    /** fp32 scalars. */
    SM,
    /** int8 codes. */
    QM,
    /** fp32 activation scales. */
    QS,
    /** Key and value cache, and its scales. */
    KV
  }

  public Region {
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(name, "name");
    if (base < 0 || words < 1) {
      throw new IllegalArgumentException(name + " at " + base + ", " + words + " words");
    }
  }

  /** One past the last word. */
  public int end() {
    return base + words;
  }
}
