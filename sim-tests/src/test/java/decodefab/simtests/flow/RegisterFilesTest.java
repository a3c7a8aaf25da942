package decodefab.simtests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.plan.HostRegister;
import decodefab.plan.RegisterMap;
import decodefab.plan.RegisterMapHeader;
import decodefab.plan.RegisterMapPrinter;
import decodefab.plan.RegisterMapRdl;
import decodefab.plan.RunError;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cell.ToolRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the descriptions of the registers back, and holds them against the list they came from. */
class RegisterFilesTest {
  @TempDir private Path folder;

  private static List<HostRegister> all() {
    List<HostRegister> all = new ArrayList<>(RegisterMap.registers());
    all.addAll(RegisterMap.counters());
    return all;
  }

  @Test
  void systemRdlCompilesToTheSameRegisters() throws Exception {
    Python python = Python.require();
    Path file = Files.writeString(folder.resolve("x.rdl"), RegisterMapRdl.print());
    Path script = Checkout.home().resolve("sim-tests/src/test/resources/registers.py");
    List<String> expected = new ArrayList<>();
    for (HostRegister r : all()) {
      List<String> words = new ArrayList<>(List.of(r.name(), "" + r.offset(), "" + r.bits()));
      if (r.fields().isEmpty()) {
        words.add("VALUE:0:" + r.bits() + ":" + software(r.access()));
      }
      for (HostRegister.Field f : r.fields()) {
        words.add(String.join(":", f.name(), "" + f.lsb(), "" + f.width(), software(f.access())));
      }
      expected.add(String.join(" ", words));
    }
    assertThat(python.run(folder, script.toString(), file.toString()).lines().toList())
        .isEqualTo(expected);
  }

  private static String software(HostRegister.Access access) {
    return switch (access) {
      case RO -> "r";
      case RW -> "rw";
      case WO -> "w";
    };
  }

  @Test
  void theHeaderCompilesToTheSameAddresses() throws Exception {
    Tool.requireOnPath("gcc");
    Files.writeString(folder.resolve("decodefab.h"), RegisterMapHeader.print());
    StringBuilder test = new StringBuilder("#include <stddef.h>\n#include \"decodefab.h\"\n");
    for (HostRegister r : all()) {
      String member = r.name().toLowerCase(Locale.ROOT) + (r.bits() == 64 ? "_low" : "");
      same(test, "offsetof(struct dfab_registers, " + member + ")", r.offset());
      same(test, "DFAB_REG_" + r.name(), r.offset());
      for (HostRegister.Field f : r.fields()) {
        long mask = ((1L << f.width()) - 1) << f.lsb();
        same(test, "DFAB_" + r.name() + "_" + f.name(), mask);
      }
    }
    for (RunError e : RegisterMap.errors()) {
      same(test, "DFAB_ERROR_CODE_" + e.name(), e.code());
    }
    assertThat(test.toString().lines().count()).isGreaterThan(80);
    Files.writeString(folder.resolve("x.c"), test);
    compile("-std=c11", "x.c");
    Files.writeString(folder.resolve("y.cc"), "#include \"decodefab.h\"\n");
    compile("-std=c++11", "y.cc");
  }

  private static void same(StringBuilder test, String name, long value) {
    test.append("_Static_assert(%s == %d, \"%s\");\n".formatted(name, value, name));
  }

  private void compile(String standard, String file) {
    ToolRun.of(
            folder,
            List.of(
                "gcc", standard, "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", file),
            Duration.ofMinutes(2))
        .orFail();
  }

  @Test
  void theDocumentListsTheSameRegisters() {
    List<String> found = new ArrayList<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| 0x([0-9A-F]{4}) \\| (\\w+) \\| (RO|RW|WO) \\| (.*) \\|$")
            .matcher(RegisterMapPrinter.print());
    while (rows.find()) {
      int offset = Integer.parseInt(rows.group(1), 16);
      found.add(rows.group(2) + " " + offset + " " + rows.group(3) + " " + rows.group(4));
    }
    assertThat(found)
        .containsExactlyElementsOf(
            all().stream()
                .map(r -> r.name() + " " + r.offset() + " " + r.access() + " " + r.doc())
                .toList());
  }
}
