package decodefab.estimate;

/**
 * Time line of the reader of key scales beside an off-chip cache: {@code dfab_block_reader}. It
 * takes the next request when it has read the last scale of the one before, and reads a scale when
 * that has a place behind it, so that requests of the cache run ahead of the engine by few tiles
 * only.
 */
final class ScaleReader {
  /** Scales that stand between the memory and the engine. */
  private static final int PLACES = 4;

  /** When the scales that were asked for last left their places. */
  private final long[] taken = new long[PLACES];

  private int next;

  /**
   * Reads the scales of a command, one for each tile.
   *
   * @param request when they are asked for
   * @param first first slot of the command
   * @param last its last slot
   * @return when the next request may be
   */
  long request(long request, MatvecCommand command, long first, long last) {
    if (!command.scaled()) {
      return request + 1;
    }
    int tiles = command.shape().tiles();
    long read = request;
    for (int tile = 0; tile < tiles; tile++) {
      read = Math.max(read + 1, taken[next] + 1);
      taken[next] = takenAt(command, tile, first, last);
      next = (next + 1) % PLACES;
    }
    return read;
  }

  /** With the slot that completes the tile's first result; the tiles share the slots evenly. */
  private static long takenAt(MatvecCommand command, int tile, long first, long last) {
    int tiles = command.shape().tiles();
    long later = (command.shape().m() - 1L) * command.shape().phases();
    return first + (last - first + 1) * (tile + 1) / tiles - 1 - later;
  }
}
