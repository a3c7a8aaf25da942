package decodefab.fuzz;

import java.util.List;

/** Groups of 1 to 8 vectors, and groups that hold any activation vector whole. */
final class ActivationDimension implements Dimension {
  @Override
  public String name() {
    return "activations";
  }

  @Override
  public List<String> bins() {
    return List.of("group of a vector", "group of a power of two", "other group");
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    int vector = before.part(DatapathPart.class).vector();
    int vectors = draw.chance(15) ? 1 : draw.chance(60) ? draw.of(2, 4, 8) : draw.between(2, 8);
    return new ActivationPart(draw.chance(5) ? 1024 : vector * vectors, vector);
  }
}
