package decodefab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the register map as a C header, for drivers. */
public final class RegisterMapHeader {
  private final StringBuilder out = new StringBuilder();
  private int at;

  private RegisterMapHeader() {}

  /** The map as a header that C99 and C++ take. */
  public static String print() {
    RegisterMapHeader header = new RegisterMapHeader();
    header.defines();
    header.struct();
    return header.out.toString();
  }

  private void defines() {
    out.append(
        """
        /* Host registers of a decodefab fabric, the same for every design.
         * Rendered from decodefab.plan.RegisterMap: change it there. */
        #ifndef DECODEFAB_REGISTERS_H
        #define DECODEFAB_REGISTERS_H

        #include <stdint.h>

        /* Byte addresses; a counter's is that of its low word, its high word is 4 bytes on. */
        """);
    for (HostRegister r : all()) {
      out.append("#define DFAB_REG_%-22s 0x%04Xu\n".formatted(r.name(), r.offset()));
    }
    out.append("\n/* Fields. */\n");
    for (HostRegister r : RegisterMap.registers()) {
      for (HostRegister.Field f : r.fields()) {
        String name = r.name() + "_" + f.name();
        long mask = ((1L << f.width()) - 1) << f.lsb();
        out.append("#define DFAB_%-26s 0x%08Xu /* %s */\n".formatted(name, mask, f.doc()));
        if (f.width() > 1) {
          out.append("#define DFAB_%-26s %d\n".formatted(name + "_LSB", f.lsb()));
        }
      }
    }
    out.append("\n/* Values of ERROR.CAUSE. */\nenum dfab_error {\n");
    List<String> values = new ArrayList<>();
    for (RunError e : RegisterMap.errors()) {
      values.add("    DFAB_ERROR_CODE_%s = %d".formatted(e.name(), e.code()));
    }
    out.append(String.join(",\n", values)).append("\n};\n");
  }

  private void struct() {
    out.append(
        """

        /* The same as a structure, to lay over the mapped registers. Each access is one of 32 bits. */
        struct dfab_registers {
        """);
    for (HostRegister r : all()) {
      gap(r.offset());
      String name = r.name().toLowerCase(Locale.ROOT);
      String type = r.access() == HostRegister.Access.RO ? "const volatile" : "volatile";
      if (r.bits() == 64) {
        member(type, name + "_low", r.doc());
        member(type, name + "_high", "");
      } else {
        member(type, name, r.doc());
      }
    }
    out.append("};\n\n#endif\n");
  }

  private void member(String type, String name, String doc) {
    out.append("    %s uint32_t %s;%s\n".formatted(type, name, doc.isEmpty() ? "" : comment(doc)));
    at += 4;
  }

  private static String comment(String doc) {
    return " /* " + doc + " */";
  }

  /** Addresses between registers, which nothing may touch. */
  private void gap(int to) {
    if (to > at) {
      out.append("    uint32_t reserved_%x[%d];\n".formatted(at, (to - at) / 4));
      at = to;
    }
  }

  private static List<HostRegister> all() {
    List<HostRegister> all = new ArrayList<>(RegisterMap.registers());
    all.addAll(RegisterMap.counters());
    return all;
  }
}
