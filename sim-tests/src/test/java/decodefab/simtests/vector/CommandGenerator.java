package decodefab.simtests.vector;

import java.util.BitSet;
import java.util.Random;

/**
 * Makes random commands, each legal and free of hazards: a command that reads, or writes to the
 * scalar memory, what an earlier one since the last fence wrote gets a fence itself.
 */
final class CommandGenerator {

  private static final int VM_WORDS = 1 << VectorMemories.VM_BITS;
  private static final int SM_WORDS = 1 << VectorMemories.SM_BITS;
  private static final int MOST_WORDS = 60;

  private final InstructionFields fields;
  private final Random random;
  private final int lanes;

  /** Words written since the last fence: vector memory first, then scalar memory. */
  private final BitSet written = new BitSet();

  private int tag;

  CommandGenerator(InstructionFields fields, int lanes, Random random) {
    this.fields = fields;
    this.lanes = lanes;
    this.random = random;
  }

  /** Returns the next command. */
  Command next() {
    while (true) {
      Command c = new Command(fields, tag);
      fill(c);
      BitSet reads = reads(c);
      BitSet writes = writes(c);
      if (overlapsItself(c, reads, writes)) {
        continue;
      }
      BitSet clash = (BitSet) writes.clone();
      clash.clear(0, VM_WORDS);
      clash.or(reads);
      if (chance(8) || clash.intersects(written)) {
        c.set("FENCE", 1);
        written.clear();
      }
      if (chance(10)) {
        c.set("POST", 1 + random.nextInt(7));
      }
      written.or(writes);
      tag++;
      return c;
    }
  }

  private void fill(Command c) {
    int n = elements();
    c.set("VE_N", n);
    int words = (n + lanes - 1) / lanes;
    c.set("VE_SEG_WORDS", chance(50) ? 0 : 1 + random.nextInt(chance(50) ? 2 : 12));
    c.set("VE_A_BASE", base(words)).set("VE_A_MEM", bit(20)).set("VE_A_ONE", bit(5));
    c.set("VE_A_SWAP", bit(15));
    c.set("VE_IMM0", Integer.toUnsignedLong(VectorMemories.value(random)));
    c.set("VE_IMM1", Integer.toUnsignedLong(VectorMemories.value(random)));
    c.set("VE_PERIOD", 1 + random.nextInt(chance(50) ? 4 : 20));
    if (chance(60)) {
      c.set("VE_B_USE", 1 + random.nextInt(3)).set("VE_B_MODE", 1 + random.nextInt(5));
      c.set("VE_B_MEM", bit(40)).set("VE_B_BASE", chance(20) ? c.get("VE_A_BASE") : base(words));
      if (c.get("VE_B_MODE") == 3 || c.get("VE_B_MODE") == 5) {
        c.set("VE_B_BASE", element(words));
      }
    }
    // Half of the commands leave out the front half, and may take a short path.
    if (chance(50)) {
      c.set("VE_PRE_MUL", bit(40)).set("VE_ROUND_F16", bit(30)).set("VE_SFU", random.nextInt(4));
      c.set("VE_WR_QS", bit(20)).set("VE_QS_BASE", random.nextInt(1 << 16));
    }
    if (chance(50)) {
      c.set("VE_C_USE", 1 + random.nextInt(3)).set("VE_C_MODE", 1 + random.nextInt(3));
      c.set("VE_C_BASE", base(words)).set("VE_EXT_FMT", random.nextInt(3));
      c.set("VE_EXT_SRC", random.nextInt(3));
      c.set("VE_EXT_BASE", random.nextInt(VectorMemories.EXT_WORDS - MOST_WORDS));
    }
    c.set("VE_DST_MEM", random.nextInt(3));
    c.set("VE_DST_BASE", chance(25) ? c.get("VE_A_BASE") : base(words));
    c.set("VE_Q_KV", bit(40)).set("VE_WR_Q", bit(20)).set("VE_Q_BASE", random.nextInt(1 << 16));
    c.set("VE_REDUCE", chance(50) ? 0 : 1 + random.nextInt(4)).set("VE_R_BASE", element(words));
  }

  private int elements() {
    int size = random.nextInt(20);
    return size == 0
        ? 0
        : 1 + random.nextInt(size < 9 ? lanes : size < 18 ? 8 * lanes : MOST_WORDS * lanes);
  }

  private int base(int words) {
    return random.nextInt(SM_WORDS - Math.min(words, MOST_WORDS));
  }

  /** Number of an element, for bases that count elements. */
  private int element(int words) {
    return Math.min(base(words) * lanes + random.nextInt(lanes), (1 << 15) - 1);
  }

  private BitSet reads(Command c) {
    BitSet set = new BitSet();
    int words = words(c);
    if (!c.is("VE_A_ONE")) {
      mark(set, c.is("VE_A_MEM"), c.get("VE_A_BASE"), words);
    }
    int span = Math.min(words, c.get("VE_PERIOD"));
    if (c.is("VE_B_USE")) {
      switch (c.get("VE_B_MODE")) {
        case 1 -> mark(set, c.is("VE_B_MEM"), c.get("VE_B_BASE"), words);
        case 2 -> mark(set, false, c.get("VE_B_BASE"), span);
        case 3 -> mark(set, c.is("VE_B_MEM"), c.get("VE_B_BASE") / lanes, segmentWords(c) + 1);
        case 5 -> mark(set, c.is("VE_B_MEM"), c.get("VE_B_BASE") / lanes, 1);
        default -> {}
      }
    }
    if (c.is("VE_C_USE")) {
      switch (c.get("VE_C_MODE")) {
        case 1 -> mark(set, false, c.get("VE_C_BASE"), words);
        case 2 -> mark(set, false, c.get("VE_C_BASE"), span);
        default -> {}
      }
    }
    return set;
  }

  private BitSet writes(Command c) {
    BitSet set = new BitSet();
    if (c.is("VE_DST_MEM")) {
      mark(set, c.get("VE_DST_MEM") == 2, c.get("VE_DST_BASE"), words(c));
    }
    if (c.is("VE_REDUCE")) {
      mark(set, true, c.get("VE_R_BASE") / lanes, segmentWords(c) + 1);
    }
    return set;
  }

  /**
   * Tells whether a command reads or writes one of its own results other than at the same word
   * number, which FABRIC.md leaves open.
   */
  private boolean overlapsItself(Command c, BitSet reads, BitSet writes) {
    boolean sameB =
        c.get("VE_B_MODE") == 1
            && c.get("VE_B_BASE") == c.get("VE_A_BASE")
            && c.get("VE_B_MEM") == c.get("VE_A_MEM");
    boolean inPlace =
        c.is("VE_DST_MEM")
            && !c.is("VE_REDUCE")
            && !c.is("VE_A_ONE")
            && c.get("VE_DST_BASE") == c.get("VE_A_BASE")
            && (c.get("VE_DST_MEM") == 2) == c.is("VE_A_MEM")
            && (!c.is("VE_B_USE") || c.get("VE_B_MODE") == 4 || sameB)
            && (!c.is("VE_C_USE") || c.get("VE_C_USE") == 3 || c.get("VE_C_MODE") == 3);
    boolean twice =
        c.get("VE_DST_MEM") == 2
            && c.is("VE_REDUCE")
            && Math.abs(c.get("VE_DST_BASE") - c.get("VE_R_BASE") / lanes) <= MOST_WORDS;
    return twice || (!inPlace && reads.intersects(writes));
  }

  private int words(Command c) {
    return (c.get("VE_N") + lanes - 1) / lanes;
  }

  private int segmentWords(Command c) {
    int segment = c.is("VE_SEG_WORDS") ? c.get("VE_SEG_WORDS") : Math.max(1, words(c));
    int segments = (words(c) + segment - 1) / segment;
    return (segments + lanes - 1) / lanes;
  }

  private static void mark(BitSet set, boolean scalarMemory, int base, int words) {
    int offset = scalarMemory ? VM_WORDS : 0;
    set.set(offset + base, offset + base + words);
  }

  private int bit(int percent) {
    return chance(percent) ? 1 : 0;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
