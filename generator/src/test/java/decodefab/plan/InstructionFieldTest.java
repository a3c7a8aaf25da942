package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the encoder's fields against the header that the Verilog includes. */
class InstructionFieldTest {
  private static final String HEADER = "templates/lib/dfab_isa.vh";

  @Test
  void theHeaderHasTheSameFields() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    for (InstructionField field : InstructionField.values()) {
      expected.put(field.name(), field.lsb() + " +: " + field.width());
    }
    assertThat(Checkout.pairs(Checkout.text(HEADER), "(?m)^`define DFAB_(\\w+) +(\\d+ \\+: \\d+)$"))
        .isEqualTo(expected)
        .hasSize(78);
  }

  @Test
  void theWordIsAsWide() throws IOException {
    assertThat(Checkout.text(HEADER))
        .contains("`define DFAB_INSTRUCTION_BITS " + InstructionField.WORD_BITS + "\n");
    assertThat(InstructionField.WORD_BITS).isEqualTo(384);
  }

  /** An engine sees its own fields and the common ones, which have no prefix. */
  @ParameterizedTest
  @ValueSource(strings = {"VE_", "MV_", "ST_", "CT_"})
  void fieldsOfAnEngineDoNotOverlap(String prefix) {
    List<InstructionField> seen = new ArrayList<>();
    for (InstructionField field : InstructionField.values()) {
      boolean common = !field.name().matches("(VE|MV|ST|CT)_.*");
      if (common || field.name().startsWith(prefix)) {
        seen.add(field);
      }
    }
    seen.sort(Comparator.comparingInt(InstructionField::lsb));
    int next = 0;
    for (InstructionField field : seen) {
      assertThat(field.lsb()).as(field.name()).isGreaterThanOrEqualTo(next);
      assertThat(field.width()).isBetween(1, 32);
      next = field.lsb() + field.width();
    }
    assertThat(next).isLessThanOrEqualTo(InstructionField.WORD_BITS);
    assertThat(seen).hasSizeGreaterThan(5);
  }

  @Test
  void aWordHasEveryFieldInItsPlace() {
    for (InstructionField field : InstructionField.values()) {
      if (field == InstructionField.ENGINE) {
        continue;
      }
      long all = (1L << field.width()) - 1;
      String hex = Instruction.of(Engine.VECTOR).set(field, all).build().hex();
      assertThat(new java.math.BigInteger(hex, 16))
          .isEqualTo(java.math.BigInteger.valueOf(all).shiftLeft(field.lsb()));
      assertThat(hex).hasSize(96);
    }
  }
}
