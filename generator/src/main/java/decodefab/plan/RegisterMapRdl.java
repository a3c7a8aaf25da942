package decodefab.plan;

import java.util.List;

/** Writes the register map as SystemRDL 2.0, for tools that make bus models and documents of it. */
public final class RegisterMapRdl {
  private final StringBuilder out = new StringBuilder();

  private RegisterMapRdl() {}

  /** The map as a SystemRDL document. */
  public static String print() {
    RegisterMapRdl rdl = new RegisterMapRdl();
    rdl.head();
    RegisterMap.registers().forEach(rdl::register);
    RegisterMap.counters().forEach(rdl::register);
    rdl.out.append("};\n");
    return rdl.out.toString();
  }

  private void head() {
    out.append(
        """
        // Host registers of a decodefab fabric, the same for every design.
        // Rendered from decodefab.plan.RegisterMap: change it there.

        enum dfab_error_e {
        """);
    for (RunError error : RegisterMap.errors()) {
      out.append(
          "    %s = 4'd%d { desc = \"%s\"; };\n"
              .formatted(error.name(), error.code(), text(error.doc())));
    }
    out.append(
        """
        };

        addrmap decodefab {
            name = "decodefab host registers";
            desc = "AXI4-Lite slave of 16 address and 32 data bits.";
            default accesswidth = 32;
            lsb0;
        """);
  }

  private void register(HostRegister r) {
    out.append("\n    reg {\n");
    out.append("        name = \"%s\";\n".formatted(r.name()));
    out.append("        desc = \"%s\";\n".formatted(text(r.doc())));
    out.append("        regwidth = %d;\n".formatted(r.bits()));
    List<HostRegister.Field> fields =
        r.fields().isEmpty()
            ? List.of(new HostRegister.Field("VALUE", 0, 32, r.access(), r.doc()))
            : r.fields();
    for (HostRegister.Field field : fields) {
      // A counter is the one register that is wider than a field of the map can be.
      int top = r.bits() == 64 ? 63 : field.lsb() + field.width() - 1;
      String encoding =
          r.name().equals("ERROR") && field.name().equals("CAUSE") ? " encode = dfab_error_e;" : "";
      out.append(
          "        field { desc = \"%s\"; %s%s } %s[%d:%d]%s;\n"
              .formatted(
                  text(field.doc()),
                  access(field.access()),
                  encoding,
                  field.name(),
                  top,
                  field.lsb(),
                  field.access() == HostRegister.Access.RO ? "" : " = 0"));
    }
    out.append("    } %s @0x%04X;\n".formatted(r.name(), r.offset()));
  }

  private static String access(HostRegister.Access access) {
    return switch (access) {
      case RO -> "sw = r; hw = w;";
      case RW -> "sw = rw; hw = r;";
      case WO -> "sw = w; hw = r; singlepulse;";
    };
  }

  private static String text(String doc) {
    return doc.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
