package decodefab.coverage;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each part of a source file was reached, over all its instances in all simulations.
 *
 * @param path the file, relative to where {@code coverage.info} stands
 * @param lines executions by line; lines without statements are not among them
 * @param branches executions of each side of conditions
 * @param bits changes of each bit of the nets that are watched
 */
public record FileCoverage(
    String path,
    SortedMap<Integer, Long> lines,
    SortedMap<CodePoint, Long> branches,
    SortedMap<CodePoint, Long> bits) {
  /** How much of something was reached. */
  public record Share(int hit, int all) {
    /** Both together. */
    public Share plus(Share other) {
      return new Share(hit + other.hit, all + other.all);
    }

    /** Whether nothing is missing. */
    public boolean whole() {
      return hit == all;
    }

    static Share of(Collection<Long> counts) {
      return new Share((int) counts.stream().filter(c -> c > 0).count(), counts.size());
    }
  }

  public FileCoverage {
    Objects.requireNonNull(path, "path");
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
    bits = Collections.unmodifiableSortedMap(new TreeMap<>(bits));
  }

  /** The module: each file holds one of its name. */
  public String module() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int end = name.indexOf('.');
    return end < 0 ? name : name.substring(0, end);
  }

  /** Lines. */
  public Share lineShare() {
    return Share.of(lines.values());
  }

  /** Sides of conditions. */
  public Share branchShare() {
    return Share.of(branches.values());
  }

  /** Bits. */
  public Share bitShare() {
    return Share.of(bits.values());
  }

  /** Whether all of it was reached. */
  public boolean whole() {
    return lineShare().whole() && branchShare().whole() && bitShare().whole();
  }

  /** Lines that were never executed. */
  public List<Integer> linesMissed() {
    return missed(lines);
  }

  /** Sides of conditions that were never taken. */
  public List<CodePoint> branchesMissed() {
    return missed(branches);
  }

  /** Bits that never changed. */
  public List<CodePoint> bitsMissed() {
    return missed(bits);
  }

  private static <K> List<K> missed(Map<K, Long> counts) {
    return counts.entrySet().stream()
        .filter(e -> e.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
