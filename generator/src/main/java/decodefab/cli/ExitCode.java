package decodefab.cli;

/** The exit codes of every command. */
public final class ExitCode {
  /** All went well. */
  public static final int FINE = 0;

  /** The design or another input is wrong. */
  public static final int INPUT = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  /** An external program is missing or failed. */
  public static final int TOOL = 3;

  /** The generated hardware and the golden model disagree. */
  public static final int MISMATCH = 4;

  /** A fault of decodefab itself. */
  public static final int INTERNAL = 70;

  /** Interrupted, as a shell counts it. */
  public static final int INTERRUPTED = 130;

  /** Whoever read standard output stopped reading, as a shell counts it for other programs. */
  public static final int READER_GONE = 141;

  private ExitCode() {}
}
