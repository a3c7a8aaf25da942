package decodefab.plan;

import static decodefab.plan.HostRegister.Access.RO;
import static decodefab.plan.HostRegister.Access.RW;
import static decodefab.plan.HostRegister.Access.WO;

import decodefab.plan.HostRegister.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The registers of every generated fabric, the same for all designs. Tests hold the Verilog, the
 * simulation harness and {@code templates/REGISTERS.md} against this list.
 */
public final class RegisterMap {
  /** Bytes of the address space: 16 address bits. */
  public static final int BYTES = 1 << 16;

  /** Byte address of the first counter. */
  public static final int COUNTER_BASE = 0x100;

  /** Counters that fit: the space ends at byte 0x200, and those that a fabric lacks read as 0. */
  public static final int MOST_COUNTERS = 32;

  private static final List<HostRegister> REGISTERS =
      List.of(
          number("ID", 0x00, RO, "0x44464142, \"DFAB\"."),
          number("REVISION", 0x04, RO, "Version of this register map, 1."),
          number("HASH0", 0x08, RO, "Bits 127:96 of the hash of the plan that made the hardware."),
          number("HASH1", 0x0C, RO, "Bits 95:64."),
          number("HASH2", 0x10, RO, "Bits 63:32."),
          number("HASH3", 0x14, RO, "Bits 31:0."),
          number("MAX_CONTEXT", 0x18, RO, "Positions of the KV cache."),
          number("MAX_VOCAB", 0x1C, RO, "Tokens of the vocabulary."),
          new HostRegister(
              "CTRL",
              0x20,
              32,
              RW,
              List.of(
                  new Field("START", 0, 1, WO, "starts a run of TOKEN_IN at POSITION"),
                  new Field("CANCEL", 1, 1, WO, "ends the run under way, as error 7"),
                  new Field("IRQ_ENABLE", 2, 1, RW, "lets the interrupt rise")),
              "Commands."),
          new HostRegister(
              "STATUS",
              0x24,
              32,
              RO,
              List.of(
                  new Field("BUSY", 0, 1, RO, "a run is under way, or the fabric cleans up"),
                  new Field("DONE", 1, 1, RO, "the last run has a result; until the next start"),
                  new Field("ERROR", 2, 1, RO, "a start or a run failed; until the next start"),
                  new Field("IRQ", 3, 1, RO, "level of the interrupt: enabled, and DONE or ERROR")),
              "State of the run."),
          new HostRegister(
              "ERROR",
              0x28,
              32,
              RO,
              List.of(new Field("CAUSE", 0, 4, RO, "see Errors")),
              "Why a start or a run failed."),
          number("POSITION", 0x2C, RW, "Position of the next run; kept while a run is under way."),
          number("TOKEN_IN", 0x30, RW, "Token of the next run; kept while a run is under way."),
          new HostRegister(
              "TOKEN_OUT",
              0x34,
              32,
              RO,
              List.of(
                  new Field(
                      "TOKEN", 0, 20, RO, "index of the greatest logit, the first of equal ones")),
              "Result of greedy decoding, valid while DONE."),
          number("TOKEN_COUNT", 0x38, RO, "Runs that ended with a result, modulo 2^32."),
          number("LOGIT_INDEX", 0x40, RW, "Logit that LOGIT_DATA reads next."),
          number(
              "LOGIT_DATA",
              0x44,
              RO,
              "That logit as binary32; reading adds 1 to LOGIT_INDEX. Valid while not BUSY."));

  private static final List<HostRegister> COUNTERS = counterRegisters();

  private static final List<RunError> ERRORS =
      List.of(
          new RunError(0, "NONE", "no error"),
          new RunError(1, "BUSY", "started while a run was under way; that run goes on"),
          new RunError(2, "POSITION", "POSITION is not below MAX_CONTEXT; nothing was started"),
          new RunError(3, "TOKEN", "TOKEN_IN is not below MAX_VOCAB; nothing was started"),
          new RunError(4, "READ", "the off-chip memory answered a read with an error"),
          new RunError(5, "WRITE", "the off-chip memory answered a write with an error"),
          new RunError(6, "TIMEOUT", "nothing moved for as many cycles as the watchdog waits"),
          new RunError(7, "CANCEL", "the host cancelled the run"));

  private RegisterMap() {}

  /** Registers of 32 bits, by address. */
  public static List<HostRegister> registers() {
    return REGISTERS;
  }

  /** Performance counters, by address. They clear when a run starts, and stop when it ends. */
  public static List<HostRegister> counters() {
    return COUNTERS;
  }

  /** Values of the ERROR register, by code. */
  public static List<RunError> errors() {
    return ERRORS;
  }

  private static HostRegister number(
      String name, int offset, HostRegister.Access access, String doc) {
    return new HostRegister(name, offset, 32, access, List.of(), doc);
  }

  private static List<HostRegister> counterRegisters() {
    String[][] counters = {
      {"CYCLES", "Cycles from start to done."},
      {"VECTOR_BUSY", "Cycles in which the vector engine had a command."},
      {"VECTOR_STALLED_INPUT", "Cycles in which it waited for an external operand."},
      {"VECTOR_STALLED_OUTPUT", "Cycles in which it waited for room for a result."},
      {"MATVEC_BUSY", "Cycles in which the matvec engine had a command."},
      {"MATVEC_STALLED_INPUT", "Cycles in which it waited for a weight, a KV word or a scale."},
      {"MATVEC_STALLED_OUTPUT", "Cycles in which its results could not be written."},
      {"STORE_BUSY", "Cycles in which the store engine had a command."},
      {"STORE_STALLED_INPUT", "Cycles in which it waited for input."},
      {"STORE_STALLED_OUTPUT", "Cycles in which its writes were not taken."},
      {"CONTAINERS_ON_CHIP", "Weight containers read on chip."},
      {"CONTAINERS_OFF_CHIP", "Weight containers taken from the off-chip side."},
      {"KV_WORDS_READ", "KV words read."},
      {"KV_WORDS_WRITTEN", "KV words written."},
      {"OPERAND_WORDS", "Words of tables and V scales read on chip."},
      {"BEATS_READ", "Beats read from the off-chip memory, all channels."},
      {"BEATS_WRITTEN", "Beats written to it."},
    };
    List<HostRegister> registers = new ArrayList<>();
    for (String[] counter : counters) {
      int offset = COUNTER_BASE + 8 * registers.size();
      registers.add(new HostRegister(counter[0], offset, 64, RO, List.of(), counter[1]));
    }
    return List.copyOf(registers);
  }
}
