package decodefab.tool;

import java.util.List;

/** The programs that decodefab can call, with the oldest versions that it is tested with. */
public final class KnownTools {
  /** Turns the generated Verilog into a C++ simulation; 5.006 is what Debian 12 has. */
  public static final ExternalTool VERILATOR =
      tool("verilator", "builds the simulation from Verilog", "--version", "5.006");

  /** Compiles what Verilator wrote, which is C++17. */
  public static final ExternalTool CXX = tool("g++", "compiles the simulation", "--version", "9.0");

  /** Runs the build that Verilator wrote. */
  public static final ExternalTool MAKE =
      tool("make", "drives the compilation", "--version", "3.81");

  /** A second, independent reading of the Verilog. */
  public static final ExternalTool IVERILOG =
      tool("iverilog", "second opinion on the Verilog (tests)", "-V", "11.0");

  /** Synthesis checks and formal proofs. */
  public static final ExternalTool YOSYS =
      tool("yosys", "synthesis checks and formal proofs (tests)", "-V", "0.23");

  /** The solver behind the formal proofs. */
  public static final ExternalTool Z3 =
      tool("z3", "solver for the formal proofs (tests)", "--version", "4.8");

  /** What {@code run} and {@code simulate} cannot do without, in the order they are used. */
  public static final List<ExternalTool> FOR_SIMULATION = List.of(VERILATOR, CXX, MAKE);

  /** What only the tests use. */
  public static final List<ExternalTool> FOR_TESTS = List.of(IVERILOG, YOSYS, Z3);

  private KnownTools() {}

  private static ExternalTool tool(
      String name, String purpose, String versionArgument, String oldest) {
    return new ExternalTool(name, purpose, List.of(versionArgument), ToolVersion.of(oldest), name);
  }
}
