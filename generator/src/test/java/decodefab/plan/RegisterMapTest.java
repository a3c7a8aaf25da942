package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the Verilog, the harness and the document against the one list of registers. */
class RegisterMapTest {
  private static final String HOST = "templates/lib/dfab_host_regs.v";
  private static final String CONTROL = "templates/lib/dfab_run_control.v";

  private static Map<String, Integer> offsets() {
    Map<String, Integer> offsets = new LinkedHashMap<>();
    RegisterMap.registers().forEach(r -> offsets.put(r.name(), r.offset()));
    return offsets;
  }

  private static Map<String, Integer> numbers(String text, String pattern, int radix) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Checkout.pairs(text, pattern)
        .forEach((name, digits) -> numbers.put(name, Integer.parseInt(digits, radix)));
    return numbers;
  }

  @Test
  void registersNeitherOverlapNorAreOutOfOrder() {
    List<HostRegister> all = new ArrayList<>(RegisterMap.registers());
    all.addAll(RegisterMap.counters());
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).offset()).isGreaterThanOrEqualTo(all.get(i - 1).end());
    }
    assertThat(all.stream().map(HostRegister::name)).doesNotHaveDuplicates();
    assertThat(RegisterMap.counters()).hasSize(17);
    assertThat(RegisterMap.counters().size()).isLessThanOrEqualTo(RegisterMap.MOST_COUNTERS);
  }

  @Test
  void theVerilogHasTheSameAddresses() throws IOException {
    Map<String, Integer> expected = offsets();
    expected.put("COUNTERS", RegisterMap.COUNTER_BASE);
    assertThat(
            numbers(Checkout.text(HOST), "localparam \\[15:0\\] (\\w+) *= 16'h([0-9A-F]{4});", 16))
        .isEqualTo(expected);
  }

  @Test
  void theVerilogReadsEveryRegisterAndWritesOnlyWritableOnes() throws IOException {
    String verilog = Checkout.text(HOST);
    assertThat(Checkout.pairs(verilog, "(?m)^ +([A-Z][A-Z0-9_]*): +rdata = (.*);").keySet())
        .containsExactlyElementsOf(offsets().keySet());
    List<String> written =
        List.copyOf(
            Checkout.pairs(
                    verilog.replace("reg_we && reg_addr == CTRL && reg_wstrb[0] &&", ""),
                    "reg_we && reg_addr == (\\w+)( )")
                .keySet());
    assertThat(written)
        .containsExactlyElementsOf(
            RegisterMap.registers().stream()
                .filter(r -> r.access() != HostRegister.Access.RO)
                .map(HostRegister::name)
                .toList());
  }

  @Test
  void theVerilogHasTheSameFields() throws IOException {
    String verilog = Checkout.text(HOST);
    assertThat(verilog)
        .contains("STATUS:      rdata = {28'd0, irq, error, done, busy};")
        .contains("ERROR:       rdata = {28'd0, cause};")
        .contains("TOKEN_OUT:   rdata = {12'd0, token_out};")
        .contains("CTRL:        rdata = {29'd0, irq_enable_q, 2'd0};")
        .containsPattern("start_q +<= .*reg_wdata\\[0\\];")
        .containsPattern("cancel_q +<= .*reg_wdata\\[1\\];")
        .containsPattern("irq_enable_q +<= reg_wdata\\[2\\];");
    assertThat(fields("CTRL")).containsExactly("START 0 1", "CANCEL 1 1", "IRQ_ENABLE 2 1");
    assertThat(fields("STATUS")).containsExactly("BUSY 0 1", "DONE 1 1", "ERROR 2 1", "IRQ 3 1");
    assertThat(fields("ERROR")).containsExactly("CAUSE 0 4");
    assertThat(fields("TOKEN_OUT")).containsExactly("TOKEN 0 20");
  }

  private static List<String> fields(String register) {
    return RegisterMap.registers().stream()
        .filter(r -> r.name().equals(register))
        .flatMap(r -> r.fields().stream())
        .map(f -> f.name() + " " + f.lsb() + " " + f.width())
        .toList();
  }

  @Test
  void theVerilogHasTheSameErrors() throws IOException {
    Map<String, Integer> expected = new LinkedHashMap<>();
    RegisterMap.errors().forEach(e -> expected.put(e.name(), e.code()));
    assertThat(
            numbers(Checkout.text(CONTROL), "localparam \\[3:0\\] CAUSE_(\\w+) *= 4'd(\\d+);", 10))
        .isEqualTo(expected);
  }

  @Test
  void theVerilogHasAsManyCounters() throws IOException {
    String counters = Integer.toString(RegisterMap.counters().size());
    assertThat(Checkout.text("templates/gen/top.v.ftl"))
        .containsPattern("dfab_counters #\\(\\s+\\.COUNT +\\(" + counters + "\\)");
  }

  @Test
  void theHarnessHasTheSameAddresses() throws IOException {
    String harness = Checkout.text("templates/sim/main.cpp.ftl");
    Map<String, Integer> found = new LinkedHashMap<>();
    numbers(harness, "\\bk(\\w+) = 0x([0-9A-F]+)", 16)
        .forEach((name, offset) -> found.put(snake(name), offset));
    Map<String, Integer> known = offsets();
    known.put("COUNTER_BASE", RegisterMap.COUNTER_BASE);
    assertThat(found)
        .hasSize(9)
        .allSatisfy((name, at) -> assertThat(known).containsEntry(name, at));
    assertThat(harness).contains("kCounters = " + RegisterMap.counters().size() + ";");
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  @Test
  void theDocumentIsCurrent() throws IOException {
    Path proposal = Checkout.file("generator/target/REGISTERS.md");
    Files.createDirectories(proposal.getParent());
    Files.writeString(proposal, RegisterMapPrinter.print());
    assertThat(Checkout.text("templates/REGISTERS.md"))
        .as("templates/REGISTERS.md is old: copy generator/target/REGISTERS.md over it")
        .isEqualTo(RegisterMapPrinter.print());
  }

  @Test
  void aRegisterIsChecked() {
    List<HostRegister.Field> none = List.of();
    assertThatThrownBy(
            () -> new HostRegister("ODD", 2, 32, HostRegister.Access.RO, none, "misaligned"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new HostRegister("FAR", 1 << 16, 32, HostRegister.Access.RO, none, "outside"))
        .isInstanceOf(IllegalArgumentException.class);
    HostRegister.Field bit = new HostRegister.Field("BIT", 3, 2, HostRegister.Access.RO, "bits");
    assertThatThrownBy(
            () ->
                new HostRegister("TWICE", 0, 32, HostRegister.Access.RO, List.of(bit, bit), "same"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
