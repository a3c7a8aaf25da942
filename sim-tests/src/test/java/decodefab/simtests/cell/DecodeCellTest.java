package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The decoders of elements and of scales against the compiler's own tables, code by code. */
class DecodeCellTest {

  private static final int CODES = 256;
  private static final int TABLE_BITS = 16;
  private static final int TABLES = 8;

  /** Integers of one slot of the bench: a grid of four, and one alone. */
  private static final int INTEGERS = 5;

  private static final int SLOTS = 63;
  private static final int SCALE_SAMPLES = 200_000;
  private static final int SCALE_OUTPUTS = 9;
  private static final List<ScaleCode> SCALES =
      List.of(
          ScaleCode.F16,
          ScaleCode.BF16,
          ScaleCode.F32,
          ScaleCode.E8M0,
          ScaleCode.E4M3,
          ScaleCode.ONE,
          ScaleCode.signed(8),
          ScaleCode.unsigned(8));

  /** Entries of every table that the bench has, all over the range of 16 bits. */
  private static final long[][] ENTRIES = entries();

  private static long[][] entries() {
    Random random = new Random(3);
    return IntStream.rangeClosed(1, TABLES)
        .mapToObj(bits -> random.ints(1 << bits, -(1 << 15), 1 << 15).asLongStream().toArray())
        .toArray(long[][]::new);
  }

  /** Expected integers by slot; codes that stand for no number are left out. */
  private static Map<Integer, Map<Integer, Long>> expected() {
    Map<Integer, Map<Integer, Long>> slots = new TreeMap<>();
    for (int bits = 2; bits <= 8; bits++) {
      slots.put(bits, numbers(ElementCodes.signed(bits)));
      slots.put(9 + bits, numbers(ElementCodes.unsigned(bits)));
    }
    for (int exponent = 1; exponent <= ElementCodes.MAX_FLOAT_EXPONENT; exponent++) {
      for (int mantissa = 0; mantissa <= ElementCodes.MAX_FLOAT_BITS - exponent; mantissa++) {
        slots.put(
            18 + 7 * (exponent - 1) + mantissa,
            numbers(ElementCodes.smallFloat(exponent, mantissa)));
      }
    }
    for (int bits = 1; bits <= TABLES; bits++) {
      Map<Integer, Long> table = new TreeMap<>();
      for (int code = 0; code < 1 << bits; code++) {
        table.put(code, ENTRIES[bits - 1][code]);
      }
      slots.put(53 + bits, table);
    }
    slots.put(62, Map.of(0, -1L, 1, 0L, 2, 1L));
    return slots;
  }

  private static Map<Integer, Long> numbers(ElementCode element) {
    Map<Integer, Long> numbers = new TreeMap<>();
    IntStream.range(0, element.codes())
        .filter(element::isNumber)
        .forEach(code -> numbers.put(code, element.value(code)));
    return numbers;
  }

  /** All tables as one literal, the smallest in the lowest bits. */
  private static String tables() {
    BigInteger bits = BigInteger.ZERO;
    int place = 0;
    for (long[] table : ENTRIES) {
      for (long entry : table) {
        bits = bits.or(BigInteger.valueOf(entry & 0xFFFF).shiftLeft(place));
        place += TABLE_BITS;
      }
    }
    return place + "'h" + bits.toString(16);
  }

  @Test
  void decodesEveryCodeOfEveryKindOfElement() {
    elements(elements(CellSource.shipped()));
  }

  static VerilatorBatch elements(CellSource cells) {
    return VerilatorBatch.build("bench/bench_decode.v", Map.of("TABLES", tables()), cells);
  }

  static void elements(VerilatorBatch batch) {
    // Every code stands at every place of the grid; odd factors go through all 256 of them.
    int[] rows = new int[CODES];
    for (int row = 0; row < CODES; row++) {
      rows[row] = code(row, 0) | code(row, 1) << 8 | code(row, 2) << 16 | code(row, 3) << 24;
    }
    int[] out = batch.run(rows);
    int checked = 0;
    for (Map.Entry<Integer, Map<Integer, Long>> slot : expected().entrySet()) {
      int bits = 32 - Integer.numberOfLeadingZeros(slot.getValue().size() - 1);
      for (int row = 0; row < CODES; row++) {
        for (int i = 0; i < INTEGERS; i++) {
          int code = code(row, i % 4) & ((1 << bits) - 1);
          int at = 2 * ((row * SLOTS + slot.getKey()) * INTEGERS + i);
          long actual = (out[at] & 0xFFFFFFFFL) | ((long) out[at + 1] << 32);
          if (slot.getValue().containsKey(code)) {
            assertThat(actual)
                .as("slot %d, code 0x%x, place %d", slot.getKey(), code, i)
                .isEqualTo(slot.getValue().get(code));
            checked++;
          }
        }
      }
    }
    // 48 decoders; missing are the codes of float(4, 3), float(5, 2) and digits that are none.
    assertThat(checked).isEqualTo(INTEGERS * (48 * CODES - 2 - 8 - CODES / 4));
  }

  private static int code(int row, int place) {
    return (row * (2 * place + 1) + 37 * place) % CODES;
  }

  @Test
  void decodesEveryScale() {
    scales(scales(CellSource.shipped()));
  }

  static VerilatorBatch scales(CellSource cells) {
    return VerilatorBatch.build("bench/bench_scale_decode.v", Map.of(), cells);
  }

  static void scales(VerilatorBatch batch) {
    List<int[]> cases = new ArrayList<>();
    for (int kind = 0; kind < SCALES.size(); kind++) {
      for (int code : scaleCodes(SCALES.get(kind))) {
        cases.add(new int[] {kind, code});
      }
    }
    int[] rows = new int[2 * cases.size()];
    for (int i = 0; i < cases.size(); i++) {
      rows[2 * i] = cases.get(i)[1];
      rows[2 * i + 1] = cases.get(i)[0];
    }
    int[] out = batch.run(rows);
    for (int i = 0; i < cases.size(); i++) {
      int kind = cases.get(i)[0];
      int code = cases.get(i)[1];
      int expected = Float.floatToRawIntBits(flushed(SCALES.get(kind).value(code)));
      int one = Float.floatToRawIntBits(1f);
      for (int column = 0; column < SCALE_OUTPUTS; column++) {
        int actual = out[i * SCALE_OUTPUTS + column];
        int flushed = Float.floatToRawIntBits(flushed(Float.intBitsToFloat(actual)));
        // A kind that is not built gives 1.
        int wanted = column == 0 || column == kind + 1 ? expected : one;
        if (flushed != wanted) {
          assertThat("%08x".formatted(actual))
              .as("%s 0x%x, output %d", SCALES.get(kind), code, column)
              .isEqualTo("%08x".formatted(wanted));
        }
      }
    }
    // f16 without infinities and NaN, e8m0 and e4m3 without NaN, one code of what has none, bytes.
    assertThat(cases).hasSizeGreaterThan(63488 + 255 + 127 + 1 + 512 + 2 * SCALE_SAMPLES * 9 / 10);
  }

  /** All codes that are numbers where there are few; else random ones, and those at the edges. */
  private static int[] scaleCodes(ScaleCode scale) {
    if (scale.bits() < 16 || scale.equals(ScaleCode.F16)) {
      return IntStream.range(0, 1 << scale.bits()).filter(scale::isNumber).toArray();
    }
    int upper = scale.bits() - 16;
    IntStream edges =
        IntStream.of(0, 1, 0x7F, 0x80, 0x7F7F, 0x8000, 0x8001, 0x807F, 0x8080, 0xFF7F)
            .map(code -> code << upper);
    IntStream random = new Random(5).ints(SCALE_SAMPLES).map(code -> code >>> (32 - scale.bits()));
    return IntStream.concat(edges, random).filter(scale::isNumber).toArray();
  }

  /** As the cells that take a scale read it. */
  private static float flushed(float scale) {
    return Math.abs(scale) < Float.MIN_NORMAL ? Math.copySign(0f, scale) : scale;
  }
}
