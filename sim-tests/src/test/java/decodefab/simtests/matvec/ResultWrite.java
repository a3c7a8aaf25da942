package decodefab.simtests.matvec;

import java.util.List;

/**
 * One write to the vector memory.
 *
 * @param address word
 * @param lanes enabled lanes, lane 0 in bit 0
 * @param bits fp32 bits of the enabled lanes, in order
 * @param pc tag
 * @param layer tag
 */
record ResultWrite(int address, long lanes, List<Integer> bits, int pc, int layer) {

  ResultWrite {
    bits = List.copyOf(bits);
  }
}
