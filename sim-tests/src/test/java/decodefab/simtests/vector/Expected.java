package decodefab.simtests.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What one command writes, per port and in order; each write is a line of hex.
 *
 * @param tag tag of the command
 * @param vm whole-word writes of the vector memory
 * @param sm whole-word writes of the scalar memory
 * @param reduced single elements of the scalar memory
 * @param qm writes of the quantized memory
 * @param qs writes of the scale memory
 */
record Expected(
    int tag,
    List<String> vm,
    List<String> sm,
    List<String> reduced,
    List<String> qm,
    List<String> qs) {

  Expected(int tag) {
    this(
        tag,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  int writes() {
    return vm.size() + sm.size() + reduced.size() + qm.size() + qs.size();
  }

  static String line(int address, int[] words) {
    StringJoiner line = new StringJoiner(" ").add(Integer.toHexString(address));
    for (int word : words) {
      line.add(Integer.toHexString(word));
    }
    return line.toString();
  }

  static String reducedLine(int address, int lane, int value) {
    return line(address, new int[] {lane, value});
  }
}
