package decodefab.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * Makes the command objects: those that ask for {@link Surroundings}, or for a {@link
 * FabricStarter} too, get them; the others are made plainly.
 */
final class CommandFactory implements CommandLine.IFactory {
  private final Surroundings surroundings;
  private final FabricStarter starter;
  private final CommandLine.IFactory plain = CommandLine.defaultFactory();

  CommandFactory(Surroundings surroundings, FabricStarter starter) {
    this.surroundings = surroundings;
    this.starter = starter;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      List<Class<?>> wanted = List.of(constructor.getParameterTypes());
      if (wanted.equals(List.of(Surroundings.class))) {
        return type.cast(constructor.newInstance(surroundings));
      }
      if (wanted.equals(List.of(Surroundings.class, FabricStarter.class))) {
        return type.cast(constructor.newInstance(surroundings, starter));
      }
    }
    return plain.create(type);
  }
}
