package decodefab.cocotb;

import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolVersion;
import java.util.List;
import java.util.Locale;

/** What runs the hardware under cocotb. */
public enum Simulator {
  /** Four values, so that what was never reset shows; interprets, and so is slow. */
  ICARUS(KnownTools.IVERILOG),
  /** Two values, compiled: some 30 times faster, after a build of half a minute. */
  VERILATOR(KnownTools.CXX, KnownTools.MAKE);

  /** What cocotb 2.1 asks for: its main program calls what older ones lack. */
  static final ToolVersion OLDEST_VERILATOR = ToolVersion.of("5.036");

  @SuppressWarnings("ImmutableEnumChecker") // the list is that of List.of
  private final List<ExternalTool> tools;

  Simulator(ExternalTool... tools) {
    this.tools = List.of(tools);
  }

  /**
   * What it needs of the system. Verilator itself is not among it: where the system's is too old,
   * the environment brings one.
   */
  public List<ExternalTool> tools() {
    return tools;
  }

  /** Its name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
