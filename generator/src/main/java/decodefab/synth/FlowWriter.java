package decodefab.synth;

import decodefab.design.TargetKind;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.plan.HardwarePlan;
import decodefab.rtl.FileSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the scripts and constraints of the flows whose tools are not run here. */
public final class FlowWriter {
  private static final String FOLDER = FlowRunner.FOLDER + "/";

  /** Share of a clock period that signals of the ports may take outside. */
  private static final double OUTSIDE = 0.3;

  private final Path scripts;

  /**
   * A writer.
   *
   * @param scripts the project's {@code synth-scripts} folder
   */
  public FlowWriter(Path scripts) {
    this.scripts = scripts;
  }

  /**
   * The files of a flow beyond the design's own.
   *
   * @param flow {@code VIVADO} or {@code OPENROAD}
   * @param design the design's own files
   * @throws InputException where the design's target is nothing for this flow
   * @throws IOException where the scripts cannot be read
   */
  public FileSet files(SynthFlow flow, HardwarePlan plan, FileSet design)
      throws InputException, IOException {
    return switch (flow) {
      case VIVADO -> vivado(plan);
      case OPENROAD -> openroad(plan).with(contents(design));
      case YOSYS_XILINX, YOSYS_ECP5, YOSYS_ICE40 ->
          throw new IllegalArgumentException(flow + " runs, and is not written");
    };
  }

  private FileSet vivado(HardwarePlan plan) throws InputException, IOException {
    String top = plan.design().name() + "_top";
    String part =
        VivadoPart.of(plan.design().target().part())
            .orElseThrow(
                () ->
                    new InputException(
                        Diagnostic.error(
                            "DF930",
                            plan.design().target().part() + " is no device that Vivado knows",
                            plan.design().target().span(),
                            "target one of AMD's, such as xcu50, or take --flow openroad")));
    Map<String, String> files = new TreeMap<>();
    files.put(FOLDER + "vivado.tcl", Files.readString(scripts.resolve("vivado.tcl")));
    files.put(
        FOLDER + "settings.tcl",
        """
        # What vivado.tcl asks for; written by decodefab.
        set top %s
        set part %s
        """
            .formatted(top, part));
    files.put(
        FOLDER + top + ".xdc",
        constraints(plan, "[get_ports -filter {DIRECTION == IN && NAME != clk}]"));
    return FileSet.ofTexts(files);
  }

  /**
   * Contents of memories once more, beside the sources: the flow starts Yosys in a folder of its
   * own, from which their names lead nowhere, and Yosys then looks where the source is.
   */
  private static FileSet contents(FileSet design) {
    TreeMap<String, FileSet.Content> copies = new TreeMap<>();
    design
        .files()
        .forEach(
            (name, content) -> {
              if (name.matches("rom/[^/]+\\.hex")) {
                copies.put("rtl/" + name, content);
              }
            });
    return new FileSet(copies);
  }

  private FileSet openroad(HardwarePlan plan) {
    String top = plan.design().name() + "_top";
    boolean small =
        plan.design().target().kind() == TargetKind.ASIC
            && plan.design().target().part().matches("[0-9]{1,2} nm")
            && Integer.parseInt(plan.design().target().part().replace(" nm", "")) <= 7;
    String platform = small ? "asap7" : "nangate45";
    Map<String, String> files = new TreeMap<>();
    files.put(
        FOLDER + "config.mk",
        """
        # Configuration for OpenROAD-flow-scripts; written by decodefab. In its flow/ folder:
        #
        #     make DESIGN_CONFIG=<this folder>/config.mk
        #
        # Memories above SYNTH_MEMORY_MAX_BITS have to become macros: rom/memories.json lists them all,
        # each a dfab_ram_1r1w or a dfab_rom of the width and depth given there.
        export DESIGN_HOME := $(realpath $(dir $(DESIGN_CONFIG))..)
        export DESIGN_NAME = %s
        export PLATFORM = %s
        export VERILOG_FILES = $(sort $(wildcard $(DESIGN_HOME)/rtl/*.v))
        export VERILOG_INCLUDE_DIRS = $(DESIGN_HOME)/rtl
        export SDC_FILE = $(DESIGN_HOME)/synth/%s.sdc
        export SYNTH_HIERARCHICAL = 1
        export SYNTH_MEMORY_MAX_BITS = 65536
        export CORE_UTILIZATION = 40
        export PLACE_DENSITY_LB_ADDON = 0.2
        """
            .formatted(top, platform, top));
    files.put(FOLDER + top + ".sdc", constraints(plan, "[all_inputs -no_clocks]"));
    return FileSet.ofTexts(files);
  }

  /**
   * Clock and ports. Trace ports are for simulation: nothing outside waits for them.
   *
   * @param inputs all inputs but the clock, in the tool's own words
   */
  private static String constraints(HardwarePlan plan, String inputs) {
    double period = 1e9 / plan.fabric().clockHz();
    return String.format(
        Locale.ROOT,
        """
        # The clock of the design and what its neighbours take of a cycle; written by decodefab.
        create_clock -name clk -period %.3f [get_ports clk]
        set_input_delay -clock clk %.3f %s
        set_output_delay -clock clk %.3f [all_outputs]
        set_false_path -to [get_ports {trace_* engine_state*}]
        """,
        period,
        period * OUTSIDE,
        inputs,
        period * OUTSIDE);
  }
}
