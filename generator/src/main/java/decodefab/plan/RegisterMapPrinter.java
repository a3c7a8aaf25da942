package decodefab.plan;

import java.util.List;

/** Writes the register map for the people who program against it. */
public final class RegisterMapPrinter {
  private static final String INTRODUCTION =
      """
      # Host registers

      Rendered from `decodefab.plan.RegisterMap`: change it there. The registers are the same in every generated
      fabric, behind an AXI4-Lite slave of 16 address and 32 data bits. RO ignores writes; RW reads as it was written,
      and is 0 after reset; WO acts when 1 is written and reads as 0. All four bytes must be written at once, except in
      CTRL, where the lowest is enough. An address that is not listed here answers SLVERR. Accesses are taken one at a time.

      One token: write POSITION and TOKEN_IN, write 1 to CTRL, wait until BUSY is 0 or CAUSE is 4 or more, and look at
      STATUS. After an error the KV cache still holds the earlier positions, so the same token may be started again once
      BUSY is 0. Where it never is, the memory still owes answers, and only a reset of it and of the fabric helps.

      A start that is refused clears DONE and sets ERROR and CAUSE, also those of an error before it. A run under way goes
      on, and its result sets DONE beside ERROR. START and CANCEL in one write start a run that goes on.

      """;

  private RegisterMapPrinter() {}

  /** The map as a Markdown document. */
  public static String print() {
    StringBuilder out = new StringBuilder(INTRODUCTION);
    out.append("| offset | name | access | contents |\n| --- | --- | --- | --- |\n");
    rows(out, RegisterMap.registers());
    for (HostRegister register : RegisterMap.registers()) {
      if (!register.fields().isEmpty()) {
        fields(out, register);
      }
    }
    out.append("\n## Errors\n\n");
    out.append(
        "Errors from 4 on end the run under way; the fabric is BUSY until it is clean again.\n\n");
    out.append("| code | name | meaning |\n| --- | --- | --- |\n");
    for (RunError error : RegisterMap.errors()) {
      out.append("| %d | %s | %s |\n".formatted(error.code(), error.name(), error.doc()));
    }
    out.append("\n## Counters\n\n");
    out.append(
        "64 bits each: low word at the offset, high word 4 bytes on. They clear when a run starts and stop when\n");
    out.append(
        "it ends. The rest of the space up to 0x%04X reads as 0.\n\n".formatted(counterEnd() - 1));
    out.append("| offset | name | access | contents |\n| --- | --- | --- | --- |\n");
    rows(out, RegisterMap.counters());
    return out.toString();
  }

  private static int counterEnd() {
    return RegisterMap.COUNTER_BASE + 8 * RegisterMap.MOST_COUNTERS;
  }

  private static void rows(StringBuilder out, List<HostRegister> registers) {
    for (HostRegister r : registers) {
      out.append(
          "| 0x%04X | %s | %s | %s |\n".formatted(r.offset(), r.name(), r.access(), r.doc()));
    }
  }

  private static void fields(StringBuilder out, HostRegister register) {
    out.append("\n## ").append(register.name()).append("\n\n");
    out.append("| bits | name | access | meaning |\n| --- | --- | --- | --- |\n");
    for (HostRegister.Field f : register.fields()) {
      int top = f.lsb() + f.width() - 1;
      String bits = f.width() == 1 ? Integer.toString(top) : top + ":" + f.lsb();
      out.append("| %s | %s | %s | %s |\n".formatted(bits, f.name(), f.access(), f.doc()));
    }
  }
}
