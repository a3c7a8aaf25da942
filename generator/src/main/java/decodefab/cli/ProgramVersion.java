package decodefab.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the program, as its jar says it. */
final class ProgramVersion implements IVersionProvider {
  ProgramVersion() {}

  @Override
  public String[] getVersion() {
    return new String[] {"decodefab " + text()};
  }

  /** Such as {@code 0.1.0}; {@code development} for classes that were never packaged. */
  static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
