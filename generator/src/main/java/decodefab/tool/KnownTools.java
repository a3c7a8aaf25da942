package decodefab.tool;

import java.util.List;

/** What decodefab needs of the system, with the oldest versions that it is tested with. */
public final class KnownTools {
  /** Turns the generated Verilog into a C++ simulation; 5.006 is what Debian 12 has. */
  public static final ExternalTool.Program VERILATOR =
      tool("verilator", "builds the simulation from Verilog", "--version", "5.006");

  /** Compiles what Verilator wrote, which is C++17. */
  public static final ExternalTool.Program CXX =
      tool("g++", "compiles the simulation", "--version", "9.0");

  /** Runs the build that Verilator wrote. */
  public static final ExternalTool.Program MAKE =
      tool("make", "drives the compilation", "--version", "3.81");

  /** What the writer of waveforms compresses with; Verilator's package brings no header of it. */
  public static final ExternalTool.Header ZLIB =
      new ExternalTool.Header(
          "zlib.h",
          "compresses waveforms",
          "ZLIB_VERSION",
          CXX,
          ToolVersion.of("1.2"),
          "zlib1g-dev");

  /** A second, independent reading of the Verilog. */
  public static final ExternalTool.Program IVERILOG =
      tool("iverilog", "second opinion on the Verilog (tests)", "-V", "11.0");

  /** Synthesis checks and formal proofs. */
  public static final ExternalTool.Program YOSYS =
      tool("yosys", "synthesis checks and formal proofs (tests)", "-V", "0.23");

  /** The solver behind the formal proofs. */
  public static final ExternalTool.Program Z3 =
      tool("z3", "solver for the formal proofs (tests)", "--version", "4.8");

  /** Places and routes for Lattice ECP5; a wheel is fetched where it is not there. */
  public static final ExternalTool.Program NEXTPNR_ECP5 =
      tool("nextpnr-ecp5", "places and routes on ECP5 (synth)", "--version", "0.4");

  /** Places and routes for Lattice iCE40; a wheel is fetched where it is not there. */
  public static final ExternalTool.Program NEXTPNR_ICE40 =
      tool("nextpnr-ice40", "places and routes on iCE40 (synth)", "--version", "0.4");

  /** What {@code run} and {@code simulate} cannot do without, in the order they are used. */
  public static final List<ExternalTool> FOR_SIMULATION = List.of(VERILATOR, CXX, MAKE);

  /** What {@code --trace} needs beside these. */
  public static final List<ExternalTool> FOR_TRACES = List.of(ZLIB);

  /** What only the tests use. */
  public static final List<ExternalTool> FOR_TESTS = List.of(IVERILOG, YOSYS, Z3);

  /** What {@code synth --pnr} uses; wheels stand in where they are missing. */
  public static final List<ExternalTool> FOR_ROUTING = List.of(NEXTPNR_ECP5, NEXTPNR_ICE40);

  private KnownTools() {}

  private static ExternalTool.Program tool(
      String name, String purpose, String versionArgument, String oldest) {
    return new ExternalTool.Program(
        name, purpose, List.of(versionArgument), ToolVersion.of(oldest), name);
  }
}
