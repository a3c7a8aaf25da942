package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Memories and what lies in them.
 *
 * @param far the memory off chip; its {@code kind} is empty where there is none
 * @param placedFar tensors in it
 * @param placedSecond tensors in a second memory on chip; none where there is one only
 * @param nearLatency cycles of the memory on chip
 */
record TierPart(Far far, List<String> placedFar, List<String> placedSecond, int nearLatency)
    implements Part {
  /**
   * A memory off chip.
   *
   * @param kind such as {@code hbm2}
   * @param channels channels
   * @param width bits of each
   * @param clockMhz their clock in MHz
   * @param latency as it is written
   * @param bandwidthPercent of the channels' peak; 100 where nothing is written
   */
  record Far(
      String kind, int channels, int width, int clockMhz, String latency, int bandwidthPercent) {
    static final Far NONE = new Far("", 1, 64, 200, "100 ns", 100);

    private String text() {
      double peak = channels * (width / 8.0) * clockMhz;
      return "memory far { %s  channels %d x %d bit at %d MHz  latency %s%s }"
          .formatted(
              kind,
              channels,
              width,
              clockMhz,
              latency,
              bandwidthPercent == 100
                  ? ""
                  : String.format(
                      Locale.ROOT, "  bandwidth %.3f MB/s", peak * bandwidthPercent / 100));
    }
  }

  static final TierPart SIMPLEST = new TierPart(Far.NONE, List.of(), List.of(), 2);

  TierPart {
    placedFar = List.copyOf(placedFar);
    placedSecond = List.copyOf(placedSecond);
  }

  boolean isOffChip() {
    return !far.kind().isEmpty();
  }

  @Override
  public List<String> clauses() {
    List<String> lines = new ArrayList<>();
    lines.add("memory near { on_chip  capacity 64 MiB  latency %d cycles }".formatted(nearLatency));
    if (isOffChip()) {
      lines.add(far.text());
    }
    if (!placedFar.isEmpty()) {
      lines.add("place " + String.join(", ", placedFar) + " in far");
    }
    if (!placedSecond.isEmpty()) {
      List<String> rest = new ArrayList<>(TierDimension.TENSORS);
      rest.removeAll(placedFar);
      rest.removeAll(placedSecond);
      lines.add("memory second { on_chip  capacity 64 MiB }");
      lines.add("place " + String.join(", ", placedSecond) + " in second");
      lines.add("place " + String.join(", ", rest) + " in near");
    }
    return lines;
  }

  @Override
  public String summary() {
    return isOffChip()
        ? "%d of %d tensors in %s, %d x %d bit"
            .formatted(
                placedFar.size(),
                TierDimension.TENSORS.size(),
                far.kind(),
                far.channels(),
                far.width())
        : "on chip";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>();
    bins.add(isOffChip() ? far.kind() : "on chip alone");
    bins.add(placedSecond.isEmpty() ? "one memory on chip" : "two memories on chip");
    if (isOffChip()) {
      bins.add("channels " + far.channels());
      bins.add("width " + far.width());
      bins.add(placedFar.isEmpty() ? "nothing far" : "something far");
    }
    for (String tensor : List.of("embedding", "lm_head", "kv_cache")) {
      if (placedFar.contains(tensor)) {
        bins.add(tensor + " far");
      }
    }
    long matrices = placedFar.stream().filter(TierDimension.MATRICES::contains).count();
    if (isOffChip()) {
      bins.add(
          matrices == 0
              ? "no layer matrix far"
              : matrices == TierDimension.MATRICES.size()
                  ? "all layer matrices far"
                  : "some layer matrices far");
    }
    return bins;
  }

  @Override
  public List<Part> simpler() {
    List<Part> parts = new ArrayList<>();
    add(parts, SIMPLEST);
    add(parts, new TierPart(far, placedFar, List.of(), 2));
    if (isOffChip()) {
      Far plain = new Far("ddr4", 1, 64, 200, "100 ns", 100);
      add(parts, new TierPart(plain, placedFar, List.of(), 2));
      for (String tensor : placedFar) {
        add(parts, new TierPart(far, List.of(tensor), List.of(), 2));
      }
      add(parts, new TierPart(halved(), placedFar, placedSecond, nearLatency));
      Far steady = new Far(far.kind(), far.channels(), far.width(), far.clockMhz(), "100 ns", 100);
      add(parts, new TierPart(steady, placedFar, placedSecond, nearLatency));
    }
    for (String tensor : placedFar) {
      List<String> fewer = new ArrayList<>(placedFar);
      fewer.remove(tensor);
      add(parts, new TierPart(far, fewer, placedSecond, nearLatency));
    }
    return parts;
  }

  private Far halved() {
    return new Far(
        far.kind(),
        Math.max(1, far.channels() / 2),
        far.width(),
        far.clockMhz(),
        far.latency(),
        far.bandwidthPercent());
  }

  private void add(List<Part> parts, TierPart part) {
    if (!part.equals(this) && part.cost() < cost()) {
      parts.add(part);
    }
  }

  private int cost() {
    Far plain = new Far("ddr4", 1, 64, 200, "100 ns", 100);
    int cost = 20 * placedFar.size() + 5 * placedSecond.size() + nearLatency;
    cost += isOffChip() ? 10 + far.channels() : 0;
    cost += far.latency().equals(plain.latency()) ? 0 : 1;
    cost += far.bandwidthPercent() == 100 ? 0 : 1;
    cost += isOffChip() && !far.equals(plain) ? 1 : 0;
    return cost;
  }
}
