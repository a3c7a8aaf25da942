package decodefab.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as numbers, compared number by number: Verilator's 5.048 is newer than its 5.006.
 *
 * @param text as the tool prints it, such as {@code 5.006}
 * @param parts its numbers, most significant first; at least one
 */
public record ToolVersion(String text, List<Integer> parts) implements Comparable<ToolVersion> {
  private static final Pattern DOTTED = Pattern.compile("(?<![\\w.])\\d{1,9}(\\.\\d{1,9}){1,5}");

  public ToolVersion {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a version needs at least one number");
    }
  }

  /** The first dotted number in what a tool printed; empty where there is none. */
  public static Optional<ToolVersion> parse(String printed) {
    Matcher matcher = DOTTED.matcher(printed);
    return matcher.find() ? Optional.of(of(matcher.group())) : Optional.empty();
  }

  /**
   * The version that a dotted number names.
   *
   * @throws IllegalArgumentException where {@code dotted} is anything else
   */
  public static ToolVersion of(String dotted) {
    List<Integer> parts = new ArrayList<>();
    for (String part : dotted.split("\\.", -1)) {
      parts.add(Integer.valueOf(part));
    }
    return new ToolVersion(dotted, parts);
  }

  /** Whether this is {@code oldest} or newer. */
  public boolean atLeast(ToolVersion oldest) {
    return compareTo(oldest) >= 0;
  }

  /** Orders by the numbers alone; a number that is not there counts as 0. */
  @Override
  public int compareTo(ToolVersion other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  /** Equal as {@link #compareTo} says it: 5.0 is 5.0.0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ToolVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    int last = parts.size();
    while (last > 1 && parts.get(last - 1) == 0) {
      last--;
    }
    return parts.subList(0, last).hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
