package decodefab.rtl;

import decodefab.design.FloatElement;
import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.plan.LanePlan;
import decodefab.plan.MatvecFormats;
import decodefab.plan.MatvecFormats.Decoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the templates print of the formats: the parameters of {@code dfab_matvec}. */
final class FormatView {
  private static final List<ScaleCode> SCALES =
      List.of(
          ScaleCode.F16,
          ScaleCode.BF16,
          ScaleCode.F32,
          ScaleCode.E8M0,
          ScaleCode.E4M3,
          ScaleCode.ONE);

  private static final int PACKED_TRITS = 5;
  private static final int WIDE_BIT = 39;

  private final List<Map<String, Object>> formats = new ArrayList<>();
  private final List<Long> table = new ArrayList<>();

  private final LanePlan lanes;

  private FormatView(LanePlan lanes) {
    this.lanes = lanes;
  }

  static Map<String, Object> of(MatvecFormats all, LanePlan lanes) {
    FormatView view = new FormatView(lanes);
    int kinds = 0;
    for (Decoder decoder : all.decoders()) {
      view.add(decoder);
      kinds |= 1 << SCALES.indexOf(decoder.scale());
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("formats", view.formats);
    root.put("valueBits", lanes.valueBits());
    root.put("wideBits", lanes.wideBits());
    root.put("wideRows", lanes.wideRows());
    root.put("split", lanes.split());
    root.put("multiplier", lanes.multiplierCode());
    root.put("wideMultiplier", lanes.wideMultiplierCode());
    root.put("span", Integer.numberOfTrailingZeros(all.span()));
    root.put(
        "placeBits",
        all.decoders().stream().mapToInt(d -> d.pattern().placeBits()).max().orElse(0));
    root.put("sumBits", all.sumBits());
    int entryBits = lanes.wideBits();
    root.put("tableBits", entryBits);
    root.put("tableEntries", view.table.size());
    root.put("table", view.table.stream().map(v -> hex(v, entryBits)).toList());
    root.put("scaleKinds", String.format("%6s", Integer.toBinaryString(kinds)).replace(' ', '0'));
    boolean scaled = all.decoders().stream().anyMatch(d -> d.element().exponent() != 0);
    root.put("matrixScale", scaled ? 1 : 0);
    return root;
  }

  private static String hex(long value, int bits) {
    return Long.toHexString(value & ((1L << bits) - 1));
  }

  private void add(Decoder decoder) {
    ElementCode element = decoder.element();
    long code = (long) element.bits() << 4;
    if (decoder.packedTrits()) {
      code = PACKED_TRITS | 8 << 4;
    } else {
      code |= kind(element);
    }
    code |= (long) SCALES.indexOf(decoder.scale()) << 16;
    code |= decoder.zeroPoint() ? 1 << 19 : 0;
    SparsePattern pattern = decoder.pattern();
    code |= (long) pattern.placeBits() << 32;
    code |= (long) Integer.numberOfTrailingZeros(pattern.span()) << 36;
    code |= lanes.wide(decoder) ? 1L << WIDE_BIT : 0;
    String text =
        element.name()
            + (decoder.packedTrits() ? " packed" : "")
            + (" scale " + decoder.scale().text())
            + (decoder.zeroPoint() ? " zero point" : "")
            + (pattern.isSparse() ? ", " + pattern.text() : "");
    formats.add(Map.of("code", "%012x".formatted(code), "text", text));
  }

  /** Kind, and what else the kind needs: logic where there is a rule, else a table. */
  private long kind(ElementCode element) {
    int bits = element.bits();
    if (decodesAs(element, ElementCodes.signed(Math.max(2, bits)))) {
      return 0;
    }
    if (decodesAs(element, ElementCodes.unsigned(Math.max(2, bits)))) {
      return 1;
    }
    for (int exponent = 1; exponent < bits; exponent++) {
      FloatElement type = new FloatElement(exponent, bits - 1 - exponent);
      if (ElementCodes.isCoded(type) && decodesAs(element, ElementCodes.of(type))) {
        return 2 | (long) exponent << 8 | (long) type.mantissa() << 12;
      }
    }
    long first = table.size();
    for (long value : element.table()) {
      table.add(value);
    }
    return 3 | first << 20;
  }

  /** Whether a rule gives the integers of all codes that stand for a number. */
  private static boolean decodesAs(ElementCode element, ElementCode rule) {
    if (rule.bits() != element.bits()) {
      return false;
    }
    long[] values = element.table();
    long[] other = rule.table();
    for (int code = 0; code < values.length; code++) {
      if (element.isNumber(code) && values[code] != other[code]) {
        return false;
      }
    }
    return true;
  }
}
