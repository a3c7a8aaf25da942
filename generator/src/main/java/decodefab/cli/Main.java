package decodefab.cli;

/** Where the virtual machine starts. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new DecodefabProgram(Surroundings.ofProcess()).run(arguments));
  }
}
