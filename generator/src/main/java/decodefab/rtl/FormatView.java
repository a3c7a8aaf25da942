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

  /** Kind of scale of signed integers; that of unsigned ones follows. */
  private static final int SIGNED = 6;

  /** Stands above a kind of scale that a format may have or not. */
  private static final long PRESENT = 8;

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
    int superKinds = 0;
    int minKinds = 0;
    for (Decoder decoder : all.decoders()) {
      view.add(decoder);
      kinds |= 1 << kind(decoder.scale());
      superKinds |= decoder.superScale().map(s -> 1 << kind(s)).orElse(0);
      minKinds |= decoder.min().map(m -> 1 << kind(m)).orElse(0);
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
    root.put("planes", all.containerPlanes());
    root.put(
        "placeBits",
        all.decoders().stream().mapToInt(d -> columnBits(d.pattern())).max().orElse(0));
    root.put("sumBits", all.sumBits());
    root.put("actBits", all.activationBits());
    root.put("kvBits", all.cacheBits());
    int entryBits = lanes.wideBits();
    root.put("tableBits", entryBits);
    root.put("tableEntries", view.table.size());
    root.put("table", view.table.stream().map(v -> hex(v, entryBits)).toList());
    root.put("scaleKinds", mask(kinds));
    root.put("superKinds", mask(superKinds));
    root.put("minKinds", mask(minKinds));
    root.put("superGroups", all.hasSuperGroups());
    root.put("minima", all.hasMinima());
    root.put("scaleUnit", all.scaleUnit());
    boolean scaled = all.decoders().stream().anyMatch(d -> d.element().exponent() != 0);
    root.put("matrixScale", scaled ? 1 : 0);
    return root;
  }

  private static String mask(int kinds) {
    return String.format("%8s", Integer.toBinaryString(kinds)).replace(' ', '0');
  }

  /** How the decoder of scales names a type. */
  private static int kind(ScaleCode scale) {
    return scale.isInteger() ? SIGNED + (scale.isSigned() ? 0 : 1) : SCALES.indexOf(scale);
  }

  private static String hex(long value, int bits) {
    return Long.toHexString(value & ((1L << bits) - 1));
  }

  /** Bits that tell a lane its column: a place, or bits of a bitmap, each with its rank. */
  private static int columnBits(SparsePattern pattern) {
    return pattern.hasBitmap()
        ? pattern.span() * (1 + Integer.numberOfTrailingZeros(pattern.slots()))
        : pattern.placeBits();
  }

  private void add(Decoder decoder) {
    ElementCode element = decoder.element();
    long code = (long) element.bits() << 4;
    if (decoder.packedTrits()) {
      code = PACKED_TRITS | 8 << 4;
    } else {
      code |= kind(element);
    }
    code |= (long) kind(decoder.scale()) << 16;
    code |= decoder.superScale().map(s -> (PRESENT | kind(s)) << 40).orElse(0L);
    code |= decoder.min().map(m -> (PRESENT | kind(m)) << 44).orElse(0L);
    code |= decoder.zeroPoint() ? 1 << 19 : 0;
    SparsePattern pattern = decoder.pattern();
    code |= (long) pattern.placeBits() << 32;
    code |= pattern.hasBitmap() ? 1L << 35 : 0;
    code |= (long) Integer.numberOfTrailingZeros(pattern.span()) << 36;
    code |= lanes.wide(decoder) ? 1L << WIDE_BIT : 0;
    String text =
        element.name()
            + (decoder.packedTrits() ? " packed" : "")
            + (" scale " + decoder.scale().text())
            + (decoder.zeroPoint() ? " zero point" : "")
            + decoder.min().map(m -> " min " + m.text()).orElse("")
            + decoder.superScale().map(s -> " under groups' scale " + s.text()).orElse("")
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
