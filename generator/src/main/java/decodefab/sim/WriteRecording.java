package decodefab.sim;

import decodefab.plan.HardwarePlan;
import decodefab.plan.Region;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/** The writes of one token as the harness recorded them, held against what golden expects. */
final class WriteRecording {
  /** Memory, tag, address (32 bit each) and lane mask (64 bit). */
  private static final int HEADER_BYTES = 20;

  private final int vector;
  private final int codeBits;
  private final Path file;

  WriteRecording(HardwarePlan plan, Path file) {
    this.vector = plan.fabric().vector();
    this.codeBits = plan.fabric().codeBits();
    this.file = file;
  }

  /**
   * Compares.
   *
   * @return how many elements agree
   * @throws MismatchException at the first element, in program order, that differs or is missing
   */
  long compare(ExpectedWrites expected, int position, int token)
      throws MismatchException, IOException {
    boolean[] seen = new boolean[expected.count()];
    int[] actual = new int[expected.count()];
    read(expected, seen, actual);
    for (int i = 0; i < expected.count(); i++) {
      ExpectedWrites.Element e = expected.element(i);
      if (!seen[i] || actual[i] != e.bits()) {
        OptionalInt got = seen[i] ? OptionalInt.of(actual[i]) : OptionalInt.empty();
        throw new MismatchException(
            new Mismatch(
                position,
                token,
                e.layer(),
                e.pc(),
                e.step().label(),
                e.value(),
                e.index(),
                e.bits(),
                got));
      }
    }
    return expected.count();
  }

  private void read(ExpectedWrites expected, boolean[] seen, int[] actual) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      byte[] head = new byte[HEADER_BYTES];
      byte[] data = new byte[4 * vector];
      while (fill(in, head, HEADER_BYTES)) {
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int memory = header.getInt();
        int tag = header.getInt();
        long address = header.getInt() & 0xFFFFFFFFL;
        long mask = header.getLong();
        boolean codes = memory == Region.Memory.QM.ordinal();
        Arrays.fill(data, (byte) 0);
        if (!fill(in, data, codes ? Math.ceilDiv(vector * codeBits, 8) : 4 * vector)) {
          throw new EOFException(file + " ends inside a record");
        }
        ByteBuffer words = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int lane = 0; lane < vector; lane++) {
          if (((mask >> lane) & 1) != 0) {
            long key =
                ExpectedWrites.key(
                    memory, (tag >> 10) & 0xFF, tag & 0x3FF, address * vector + lane);
            int number = expected.find(key);
            if (number >= 0) {
              seen[number] = true;
              actual[number] = codes ? code(data, lane) : words.getInt(4 * lane);
            }
          }
        }
      }
    }
  }

  /** A lane's code: they lie behind each other without gaps, lowest bits first. */
  private int code(byte[] data, int lane) {
    int code = 0;
    for (int b = 0; b < codeBits; b++) {
      int at = lane * codeBits + b;
      code |= ((data[at / 8] >> (at % 8)) & 1) << b;
    }
    return code;
  }

  /** Reads so many bytes, or nothing at the end of the file. */
  private static boolean fill(DataInputStream in, byte[] into, int count) throws IOException {
    return in.readNBytes(into, 0, count) == count;
  }
}
