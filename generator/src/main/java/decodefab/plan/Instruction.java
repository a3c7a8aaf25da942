package decodefab.plan;

import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One instruction: its engine and the fields that are not zero.
 *
 * @param engine who executes it
 * @param fields unsigned values, each within its field's width
 */
public record Instruction(Engine engine, Map<InstructionField, Long> fields) {
  public Instruction {
    Objects.requireNonNull(engine, "engine");
    EnumMap<InstructionField, Long> copy = new EnumMap<>(InstructionField.class);
    fields.forEach(
        (field, value) -> {
          if (!field.holds(value)) {
            throw new FieldOverflowException(field, value);
          }
          if (value != 0) {
            copy.put(field, value);
          }
        });
    fields = Collections.unmodifiableMap(copy);
  }

  /** Value of a field, 0 where it was not set. */
  public long get(InstructionField field) {
    return fields.getOrDefault(field, 0L);
  }

  /** The same instruction with one field replaced. */
  public Instruction with(InstructionField field, long value) {
    EnumMap<InstructionField, Long> changed = new EnumMap<>(InstructionField.class);
    changed.putAll(fields);
    changed.put(field, value);
    return new Instruction(engine, changed);
  }

  /** The instruction word as hexadecimal digits, for {@code $readmemh}. */
  public String hex() {
    BigInteger word = BigInteger.valueOf(engine.ordinal()).shiftLeft(InstructionField.ENGINE.lsb());
    for (Map.Entry<InstructionField, Long> field : fields.entrySet()) {
      word = word.or(BigInteger.valueOf(field.getValue()).shiftLeft(field.getKey().lsb()));
    }
    String digits = word.toString(16);
    return "0".repeat(InstructionField.WORD_BITS / 4 - digits.length()) + digits;
  }

  /** Fields by name, in the order of the word. */
  public String text() {
    return fields.entrySet().stream()
        .map(f -> f.getKey().name().toLowerCase(java.util.Locale.ROOT) + "=" + f.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Starts an instruction. */
  public static Builder of(Engine engine) {
    return new Builder(engine);
  }

  /** Collects the fields of an instruction. */
  public static final class Builder {
    private final Engine engine;
    private final EnumMap<InstructionField, Long> fields = new EnumMap<>(InstructionField.class);

    private Builder(Engine engine) {
      this.engine = engine;
    }

    /** Sets an unsigned field. */
    public Builder set(InstructionField field, long value) {
      fields.put(field, value);
      return this;
    }

    /** Sets a field to the bits of an fp32 number. */
    public Builder set(InstructionField field, float value) {
      return set(field, Float.floatToRawIntBits(value) & 0xFFFFFFFFL);
    }

    /** The instruction; every field is checked against its width. */
    public Instruction build() {
      return new Instruction(engine, fields);
    }
  }
}
