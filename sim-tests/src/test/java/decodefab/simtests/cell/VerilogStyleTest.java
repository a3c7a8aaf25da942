package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the tools let pass although it is not Verilog-2005, and the frame of every file. */
class VerilogStyleTest {

  private static final Pattern SYSTEM_VERILOG =
      Pattern.compile(
          "\\b(logic|bit|byte|int|shortint|longint|void|string|enum|struct|union|typedef|package"
              + "|import|export|interface|modport|class|always_ff|always_comb|always_latch|unique"
              + "|unique0|priority|inside|return|break|continue|final|iff|foreach|assert|assume"
              + "|cover|property|sequence|endproperty|bind|const|automatic\\s+int)\\b"
              + "|'[01xzXZ](?![0-9a-zA-Z_])|'\\{|\\+\\+|--|[-+*/|&^]=[^=]|<<=|>>="
              + "|\\$(error|fatal|warning|info|bits|countones|onehot)\\b");

  private static final Pattern COMMENT_OR_STRING =
      Pattern.compile("//[^\\n]*|/\\*.*?\\*/|\\(\\*.*?\\*\\)|\"[^\"\\n]*\"", Pattern.DOTALL);

  @Test
  void usesNoSystemVerilog() throws IOException {
    int read = 0;
    for (Path cell : Checkout.cells()) {
      String code = COMMENT_OR_STRING.matcher(Files.readString(cell)).replaceAll(" ");
      List<String> found = SYSTEM_VERILOG.matcher(code).results().map(r -> r.group()).toList();
      assertThat(found).as(cell.getFileName().toString()).isEmpty();
      read++;
    }
    assertThat(read).isGreaterThanOrEqualTo(14);
  }

  @Test
  void wouldFindSystemVerilog() {
    for (String line :
        List.of("a <= '0;", "logic x;", "i++", "x += 1;", "always_ff @(a)", "'{1}")) {
      assertThat(SYSTEM_VERILOG.matcher(line).find()).as(line).isTrue();
    }
    for (String line : List.of("a <= 1'b0;", "a <= b;", "x = 8'h0F;", "[i +: 3]", "a <= -b;")) {
      assertThat(SYSTEM_VERILOG.matcher(line).find()).as(line).isFalse();
    }
  }

  @Test
  void framesEveryFile() throws IOException {
    for (Path cell : Checkout.cells()) {
      String text = Files.readString(cell);
      String name = cell.getFileName().toString().replace(".v", "");
      assertThat(text).as(name).startsWith("// ").endsWith("endmodule\n\n`default_nettype wire\n");
      assertThat(text)
          .as(name)
          .containsOnlyOnce("\n`resetall\n`timescale 1ns / 1ps\n`default_nettype none\n")
          .containsPattern("\nmodule " + name + " (#\\(\n|\\(\n)")
          .doesNotContain("\t")
          .doesNotContainPattern(" \n");
    }
  }
}
