package decodefab.cli;

import picocli.CommandLine.Option;

/** Whether a command prints for machines. */
final class JsonOption {
  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  JsonOption() {}

  boolean wanted() {
    return json;
  }
}
