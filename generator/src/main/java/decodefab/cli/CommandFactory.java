package decodefab.cli;

import picocli.CommandLine;

/**
 * Makes the command objects: those that ask for {@link Surroundings} get them, the others are made
 * plainly.
 */
final class CommandFactory implements CommandLine.IFactory {
  private final Surroundings surroundings;
  private final CommandLine.IFactory plain = CommandLine.defaultFactory();

  CommandFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Surroundings.class) {
        return type.cast(constructor.newInstance(surroundings));
      }
    }
    return plain.create(type);
  }
}
