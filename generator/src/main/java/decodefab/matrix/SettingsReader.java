package decodefab.matrix;

import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how designs are run: the same keys stand for a whole matrix or for one of its designs. */
final class SettingsReader {
  static final Set<String> KEYS =
      Set.of("tokens", "seeds", "check", "weights", "stages", "timeouts");

  private static final int MOST_TOKENS = 1_000_000;
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6}) ?(s|min|h)");
  private static final Set<String> STAGES =
      Stream.of(Stage.values()).map(Stage::text).collect(Collectors.toUnmodifiableSet());

  private final Reporter reporter;

  SettingsReader(Reporter reporter) {
    this.reporter = reporter;
  }

  /** Settings of {@code fields}; what they do not say is as in {@code defaults}. */
  Settings read(FieldMap fields, Settings defaults) {
    return new Settings(
        fields.number("tokens", 1, MOST_TOKENS).map(Long::intValue).orElse(defaults.tokens()),
        seeds(fields).orElse(defaults.seeds()),
        word(fields, "check", Set.of("logits", "deep"))
            .map(w -> w.equals("deep") ? Depth.DEEP : Depth.LOGITS)
            .orElse(defaults.depth()),
        word(fields, "weights", Set.of("model", "synthetic"))
            .map(w -> w.equals("synthetic"))
            .orElse(defaults.synthetic()),
        stages(fields).orElse(defaults.stages()),
        limits(fields, defaults.limits()));
  }

  private Optional<List<Long>> seeds(FieldMap fields) {
    List<Long> seeds = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    for (YamlNode item : fields.items("seeds")) {
      if (item instanceof YamlNode.Scalar scalar) {
        Optional<Long> seed = fields.number(scalar, "seeds", 0, Long.MAX_VALUE);
        if (seed.isPresent() && !known.add(seed.get())) {
          fields.report(item.span(), "seed " + seed.get() + " twice", "each seed stands once");
        }
        seed.ifPresent(seeds::add);
      } else {
        fields.report(item.span(), "a seed is a whole number", "write such as: seeds: [1, 2]");
      }
    }
    return seeds.isEmpty() ? Optional.empty() : Optional.of(seeds);
  }

  private Optional<String> word(FieldMap fields, String key, Set<String> known) {
    return fields.scalar(key).flatMap(value -> known(fields, value, key, known));
  }

  private static Optional<String> known(
      FieldMap fields, YamlNode.Scalar value, String key, Set<String> known) {
    if (known.contains(value.text())) {
      return Optional.of(value.text());
    }
    fields.report(
        value.span(),
        "there is no `" + key + ": " + value.text() + "`",
        Nearest.help(value.text(), known.stream().sorted().toList(), key));
    return Optional.empty();
  }

  private Optional<Set<Stage>> stages(FieldMap fields) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    for (YamlNode item : fields.items("stages")) {
      if (item instanceof YamlNode.Scalar scalar) {
        known(fields, scalar, "stages", STAGES).flatMap(Stage::of).ifPresent(stages::add);
      } else {
        fields.report(item.span(), "a stage is a word", "known: " + String.join(", ", STAGES));
      }
    }
    return stages.isEmpty() ? Optional.empty() : Optional.of(stages);
  }

  private Map<Stage, Duration> limits(FieldMap fields, Map<Stage, Duration> defaults) {
    Map<Stage, Duration> limits = new EnumMap<>(defaults);
    if (fields.node("timeouts").isEmpty()) {
      return limits;
    }
    FieldMap given =
        FieldMap.of(fields.node("timeouts").orElseThrow(), STAGES, "`timeouts`", reporter);
    for (Stage stage : Stage.values()) {
      given
          .scalar(stage.text())
          .flatMap(value -> time(given, value))
          .ifPresent(limit -> limits.put(stage, limit));
    }
    return limits;
  }

  private static Optional<Duration> time(FieldMap fields, YamlNode.Scalar value) {
    Matcher time = TIME.matcher(value.text());
    if (time.matches() && Long.parseLong(time.group(1)) > 0) {
      long number = Long.parseLong(time.group(1));
      return Optional.of(
          Duration.ofSeconds(
              number * (time.group(2).equals("s") ? 1 : time.group(2).equals("min") ? 60 : 3600)));
    }
    fields.report(value.span(), "`" + value.text() + "` is no time", "write such as: 90 s, 5 min");
    return Optional.empty();
  }
}
