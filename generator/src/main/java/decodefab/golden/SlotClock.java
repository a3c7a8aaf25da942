package decodefab.golden;

/**
 * The issue clock of one matvec command: counts whole rounds where nothing can hold a slot back.
 */
final class SlotClock {

  private final MatvecShape shape;
  private final int wordsPerResult;
  private final int toResult;

  /** When the last results were issued, by result number modulo its length. */
  private final long[] issued = new long[16];

  /** When the last results of the command had left the queue. */
  private final long[] left = new long[MatvecTiming.QUEUE];

  private long now = MatvecTiming.COMMAND_TO_SLOT;
  private long lastRoundOpened;
  private long lastLeft;
  private long results;
  private long queued;
  private int tiles;

  SlotClock(MatvecShape shape) {
    this.shape = shape;
    this.wordsPerResult = Math.max(1, shape.rows() / shape.vector());
    this.toResult = MatvecTiming.slotToResult(shape.cols()) + shape.scaleCycles();
  }

  /** Cycle of the last slot. */
  long lastSlot() {
    return now - 1;
  }

  /** Cycle in which the first slot of the last round could go. */
  long lastRoundOpened() {
    return lastRoundOpened;
  }

  /** Cycle in which the last result was accepted. */
  long lastResult() {
    return lastLeft;
  }

  void openBlock(int tilesOfBlock) {
    tiles = tilesOfBlock;
    results = 0;
  }

  /** Runs one round: columns {@code from} to {@code end - 1} of all tiles of the block. */
  void round(int from, int end, boolean lastOfCommand) {
    lastRoundOpened = now;
    int cols = shape.chunkCols();
    int used = (end - 1) / cols - from / cols + 1;
    int stored = shape.valueCache() ? shape.activationGroup() / cols : used;
    boolean last = end == shape.k();
    boolean entriesBind = from > 0 && inRound() <= MatvecTiming.HAZARD;
    boolean queueBinds = last && wordsPerResult > 1;
    if (!entriesBind && !queueBinds) {
      int trailing = lastOfCommand ? 0 : stored - used;
      skipTiles(used, stored);
      now -= stored - used - trailing;
      lastLeft = last ? now - 1 - trailing + toResult : lastLeft;
    } else {
      for (int tile = 0; tile < tiles; tile++) {
        now += (long) (used - 1) * shape.m() * shape.phases();
        for (int m = 0; m < shape.m(); m++) {
          result(from > 0, last);
        }
        now += lastOfCommand && tile == tiles - 1 ? 0 : stored - used;
      }
    }
  }

  private long inRound() {
    return (long) tiles * shape.m();
  }

  /** Cycles of a tile: every used word in all its phases for each vector, an unused one once. */
  private long perTile(int used, int stored) {
    return (long) used * shape.m() * shape.phases() + stored - used;
  }

  private void skipTiles(int used, int stored) {
    now += tiles * perTile(used, stored);
    if (inRound() <= MatvecTiming.HAZARD) {
      rememberBackToBack(used, stored);
    }
  }

  /** Notes when the results of the first, unhindered round of a small block were issued. */
  private void rememberBackToBack(int used, int stored) {
    long perTile = perTile(used, stored);
    long start = now - tiles * perTile;
    for (int tile = 0; tile < tiles; tile++) {
      for (int m = 0; m < shape.m(); m++) {
        long before = ((long) (used - 1) * shape.m() + m) * shape.phases();
        long slot = start + tile * perTile + before + shape.phases() - 1;
        issued[(int) (results++ % issued.length)] = slot;
      }
    }
  }

  private void result(boolean adds, boolean last) {
    now += shape.phases() - 1;
    if (adds && inRound() <= MatvecTiming.HAZARD) {
      long before = issued[(int) ((results - inRound()) % issued.length)];
      now = Math.max(now, before + MatvecTiming.HAZARD + 1);
    }
    if (last) {
      int place = (int) (queued % left.length);
      if (queued >= left.length) {
        now = Math.max(now, left[place] + 1);
      }
      lastLeft = Math.max(now + toResult, lastLeft + 1) + wordsPerResult - 1;
      left[place] = lastLeft;
      queued++;
    }
    issued[(int) (results++ % issued.length)] = now;
    now++;
  }
}
