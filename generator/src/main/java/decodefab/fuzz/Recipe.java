package decodefab.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A design as the parts that it was drawn as.
 *
 * @param name of the design
 * @param parts by their class, one of each dimension
 */
public record Recipe(String name, Map<Class<? extends Part>, Part> parts) {
  public Recipe {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** A design without parts. */
  public static Recipe empty(String name) {
    return new Recipe(name, Map.of());
  }

  /** The same with a part added, or replaced where it has one of that class. */
  public Recipe with(Part part) {
    Map<Class<? extends Part>, Part> all = new LinkedHashMap<>(parts);
    all.put(part.getClass(), part);
    return new Recipe(name, all);
  }

  /** The part of a class, which must be there. */
  public <P extends Part> P part(Class<P> type) {
    Part part = parts.get(type);
    if (part == null) {
      throw new IllegalStateException("no " + type.getSimpleName() + " was drawn yet");
    }
    return type.cast(part);
  }

  /** In a line. */
  public String summary() {
    return parts.values().stream().map(Part::summary).collect(Collectors.joining("; "));
  }

  /** The design file. */
  public String text() {
    StringBuilder text = new StringBuilder("design " + name + " {\n");
    for (Part part : parts.values()) {
      part.clauses().forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.append("}\n").toString();
  }

  /** Recipes that differ in one part, which is simpler; the boldest of each part first. */
  public List<Recipe> simpler() {
    List<List<Part>> choices = parts.values().stream().map(Part::simpler).toList();
    int most = choices.stream().mapToInt(List::size).max().orElse(0);
    List<Recipe> simpler = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      for (List<Part> of : choices) {
        if (i < of.size()) {
          simpler.add(with(of.get(i)));
        }
      }
    }
    return simpler;
  }
}
