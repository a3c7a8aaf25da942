package decodefab.tech;

import java.util.List;

/**
 * A board around a device.
 *
 * @param name vendor's name, lower case
 * @param part its device, a part of the device table
 * @param memories its off-chip memories, largest bandwidth first as in the table
 * @param limit power limit of the board, W
 * @param idle power of the idle board, fans and shell included, W
 */
public record Board(
    String name, String part, List<BoardMemory> memories, Quantity limit, Quantity idle) {
  /** Keeps a copy of the list. */
  public Board {
    memories = List.copyOf(memories);
  }
}
