package decodefab.dsl.check;

import decodefab.design.Latency;
import decodefab.design.Memory;
import decodefab.design.MemoryKind;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.MemoryDefinition;
import decodefab.dsl.ast.NumberLiteral;
import decodefab.dsl.ast.Quantity;
import decodefab.dsl.ast.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Memories: values in range, defaults of the kind filled in. */
final class MemoryChecker {
  static final int MIN_PORT_BITS = 32;
  static final int MAX_PORT_BITS = 1024;
  static final int MIN_ON_CHIP_BITS = 8;
  static final int MAX_ON_CHIP_BITS = 65_536;
  static final int MAX_CHANNELS = 64;

  /** On chip, a design reads 8 bits for every lane in each cycle unless it says otherwise. */
  private static final int BITS_PER_LANE = 8;

  private final Values values;
  private final OriginTable origins;
  private final Reporter reporter;
  private final int lanes;

  MemoryChecker(Values values, OriginTable origins, Reporter reporter, int lanes) {
    this.values = values;
    this.origins = origins;
    this.reporter = reporter;
    this.lanes = lanes;
  }

  /** The on-chip memory that a design has when it defines none. */
  Memory implicit(Span design) {
    return new Memory(
        Memory.DEFAULT_NAME,
        MemoryKind.ON_CHIP,
        MemoryKind.ON_CHIP.defaultCapacityBytes(),
        1,
        lanes * BITS_PER_LANE,
        0,
        MemoryKind.ON_CHIP.defaultLatency(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        design);
  }

  /** One memory; empty when its kind is unknown. */
  Optional<Memory> check(MemoryDefinition definition) {
    String word = definition.kind().text();
    Optional<MemoryKind> found =
        Arrays.stream(MemoryKind.values()).filter(k -> k.text().equals(word)).findFirst();
    if (found.isEmpty()) {
      List<String> kinds = Arrays.stream(MemoryKind.values()).map(MemoryKind::text).toList();
      reporter.error(
          Code.DF208,
          "`" + word + "` is not a kind of memory",
          definition.kind().span(),
          Nearest.help(word, kinds, "kind of memory"));
      return Optional.empty();
    }
    String block = "memory." + definition.name().text();
    origins.note(block, definition.span());
    Map<String, Setting> settings = origins.settings(block, definition.settings());
    MemoryKind kind = found.get();
    Ports ports = kind.onChip() ? onChip(settings) : offChip(kind, settings);
    return Optional.of(
        new Memory(
            definition.name().text(),
            kind,
            measured(settings, "capacity", Limits.CAPACITY)
                .map(v -> v.value().setScale(0, RoundingMode.DOWN).longValueExact())
                .orElse(kind.defaultCapacityBytes()),
            ports.channels,
            ports.widthBits,
            ports.clockHz,
            latency(settings).orElse(kind.defaultLatency()),
            optional(measured(settings, "energy", Limits.ENERGY)),
            bandwidth(kind, settings, ports),
            definition.span()));
  }

  private Ports onChip(Map<String, Setting> settings) {
    if (settings.get("channels") instanceof Setting.Channels channels) {
      reporter.error(
          Code.DF409,
          "an on_chip memory has no channels",
          channels.span(),
          "write its width instead, such as `width 512 bit`");
    }
    int width =
        scalar(settings, "width")
            .flatMap(q -> width(q, MIN_ON_CHIP_BITS, MAX_ON_CHIP_BITS))
            .orElse(lanes * BITS_PER_LANE);
    return new Ports(1, width, 0);
  }

  private Ports offChip(MemoryKind kind, Map<String, Setting> settings) {
    if (settings.get("width") instanceof Setting.Scalar width) {
      reporter.error(
          Code.DF409,
          kind.text() + " is reached through channels, not one width",
          width.span(),
          "write `channels N x W bit at F MHz`");
    }
    if (!(settings.get("channels") instanceof Setting.Channels channels)) {
      return new Ports(kind.defaultChannels(), kind.defaultWidthBits(), kind.defaultClockHz());
    }
    return new Ports(
        values.count(channels.count(), "channels", 1, MAX_CHANNELS).orElse(kind.defaultChannels()),
        width(channels.width(), MIN_PORT_BITS, MAX_PORT_BITS).orElse(kind.defaultWidthBits()),
        channels
            .clock()
            .flatMap(q -> values.measure(q, "clock", Limits.PORT_CLOCK))
            .map(Values.Measured::asDouble)
            .orElse(kind.defaultClockHz()));
  }

  private Optional<Integer> width(Quantity quantity, int min, int max) {
    return values
        .measure(quantity, "width", Limits.WIDTH)
        .flatMap(
            m ->
                values.powerOfTwo(
                    new NumberLiteral(m.value().toPlainString(), quantity.number().span()),
                    "width",
                    min,
                    max));
  }

  private Optional<Latency> latency(Map<String, Setting> settings) {
    return scalar(settings, "latency")
        .flatMap(
            q ->
                values
                    .measure(q, "latency", Limits.LATENCY_TIME, Limits.LATENCY_CYCLES)
                    .flatMap(
                        m ->
                            m.dimension() == Dimension.CYCLES
                                ? values
                                    .count(q.number(), "latency", 1, 10_000)
                                    .map(Latency.Cycles::new)
                                : Optional.of(new Latency.Time(m.asDouble()))));
  }

  private OptionalDouble bandwidth(MemoryKind kind, Map<String, Setting> settings, Ports ports) {
    Optional<Values.Measured> written = measured(settings, "bandwidth", Limits.BANDWIDTH);
    if (written.isEmpty()) {
      return OptionalDouble.empty();
    }
    Span span = settings.get("bandwidth").span();
    if (kind.onChip()) {
      reporter.error(
          Code.DF409,
          "the bandwidth of an on_chip memory is its width times the fabric's clock",
          span,
          "remove it, or change the width");
      return OptionalDouble.empty();
    }
    double peak = ports.channels * (ports.widthBits / 8.0) * ports.clockHz;
    // Half a per mille of room, because data sheets round.
    if (written.get().asDouble() > peak * 1.0005) {
      reporter.error(
          Code.DF408,
          "bandwidth " + gigabytes(written.get().asDouble()) + " is more than the channels carry",
          span,
          ports.channels
              + " x "
              + ports.widthBits
              + " bit at "
              + Math.round(ports.clockHz / 1e6)
              + " MHz carry at most "
              + gigabytes(peak));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(written.get().asDouble());
  }

  private static String gigabytes(double bytesPerSecond) {
    return BigDecimal.valueOf(bytesPerSecond / 1e9)
            .setScale(3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + " GB/s";
  }

  private Optional<Values.Measured> measured(
      Map<String, Setting> settings, String key, Limits limits) {
    return scalar(settings, key).flatMap(q -> values.measure(q, key, limits));
  }

  private static Optional<Quantity> scalar(Map<String, Setting> settings, String key) {
    return settings.get(key) instanceof Setting.Scalar s
        ? Optional.of(s.value())
        : Optional.empty();
  }

  private static OptionalDouble optional(Optional<Values.Measured> value) {
    return value.isPresent() ? OptionalDouble.of(value.get().asDouble()) : OptionalDouble.empty();
  }

  /** How a memory is reached. */
  private record Ports(int channels, int widthBits, double clockHz) {}
}
