package decodefab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.diag.DiagnosticRenderer;
import decodefab.diag.InputException;
import decodefab.diag.Severity;
import decodefab.estimate.Estimator;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.rtl.FileSetWriter;
import decodefab.synth.AreaComparison;
import decodefab.synth.CapacityCheck;
import decodefab.synth.FlowRunner;
import decodefab.synth.FlowWriter;
import decodefab.synth.SynthFlow;
import decodefab.synth.SynthJson;
import decodefab.synth.SynthResult;
import decodefab.synth.SynthTarget;
import decodefab.synth.SynthText;
import decodefab.synth.SynthTools;
import decodefab.synth.TclChecker;
import decodefab.tech.Area;
import decodefab.tech.Device;
import decodefab.tech.TechLibrary;
import decodefab.tool.AtomicFolder;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Synthesises a design with open tools, or writes the scripts for others. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Synthesise a design: count its cells by module beside the estimate, and with --pnr place"
            + " and route it.",
    footer = {
      "",
      "vivado and openroad write scripts and constraints and run nothing. An inline model gets"
          + " made-up weights, since read-only memories need contents.",
      "A design that is too large for its device is an error with --pnr, before anything is placed,"
          + " and else a warning.",
      "Example: decodefab synth designs/stories260k_ecp5.dfab --flow yosys-ecp5 --pnr"
    })
final class SynthCommand implements Callable<Integer> {
  private static final String SCHEMA = "decodefab.synth";
  private static final int MINUTES = 180;

  /** The off-chip memory's contents are nothing that a synthesis reads. */
  private static final String OFF_CHIP = "rom/offchip.bin";

  @Option(
      names = "--flow",
      required = true,
      paramLabel = "FLOW",
      description = "yosys-xilinx, yosys-ecp5, yosys-ice40, vivado or openroad.")
  private String flow;

  @Option(
      names = "--pnr",
      description = "Place and route too, for yosys-ecp5 and yosys-ice40: many minutes.")
  private boolean pnr;

  @Option(
      names = "--wheels",
      description = "Take the tools from the Python package index even where others are in PATH.")
  private boolean wheels;

  @Option(
      names = "--time-limit",
      paramLabel = "MIN",
      defaultValue = "" + MINUTES,
      description = "Minutes that each program may run (default: " + MINUTES + ").")
  private int minutes;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write into this folder (default: rtl-out/<design>-<flow>).")
  private Path folder;

  @Mixin private DesignFile file;
  @Mixin private WeightSource source;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  SynthCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    SynthFlow chosen =
        SynthFlow.of(flow)
            .orElseThrow(
                () -> usage("no flow " + flow + "; there are " + List.of(SynthFlow.values())));
    if (minutes < 1) {
      throw usage("--time-limit is at least 1");
    }
    if (pnr && !chosen.routes()) {
      throw usage("--pnr is for yosys-ecp5 and yosys-ice40: " + flow + " has no open router");
    }
    LoadedDesign loaded = DesignLoader.load(surroundings.resolve(file.path()));
    HardwarePlan plan = loaded.plan();
    FileSet files = files(loaded, plan);
    Path target = folder == null ? Path.of("rtl-out", loaded.design().name() + "-" + flow) : folder;
    if (chosen.family().isPresent()) {
      run(chosen, plan, files, target);
    } else {
      write(chosen, plan, files, target);
    }
    return ExitCode.FINE;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void run(SynthFlow chosen, HardwarePlan plan, FileSet files, Path target)
      throws InputException, ToolException, InterruptedException {
    Out out = common.out(surroundings);
    ToolRunner runner = new ToolRunner();
    TechLibrary tech = TechLibrary.load();
    Path scripts = surroundings.synthScripts();
    FlowRunner flows =
        new FlowRunner(runner, tools(runner), scripts, Duration.ofMinutes(minutes), out::note);
    Optional<SynthTarget> device =
        pnr
            ? Optional.of(SynthTarget.of(chosen, tech.device(plan.design().target().part()), tech))
            : Optional.empty();
    AtomicReference<SynthResult> result = new AtomicReference<>();
    AtomicFolder.<ToolException, InterruptedException>fill(
        surroundings.resolve(target),
        work -> {
          FileSetWriter.into(work, files);
          result.set(flows.run(chosen, plan, work, device));
        });
    AreaComparison areas = AreaComparison.of(estimate(chosen, plan, tech), result.get().areas());
    if (result.get().routed().isEmpty()) {
      warn(chosen, plan, result.get(), tech, out);
    }
    out.result(
        json.wanted()
            ? document(plan, result.get(), areas)
            : SynthText.print(plan.design().name(), result.get(), areas)
                + "\n\nwrote "
                + target
                + ": logs and reports are in synth/");
  }

  /** What does not fit the device that the design is for; nothing where the flow is for others. */
  private void warn(
      SynthFlow chosen, HardwarePlan plan, SynthResult result, TechLibrary tech, Out out) {
    String part = plan.design().target().part();
    boolean own =
        switch (chosen) {
          case YOSYS_XILINX -> part.startsWith("xc");
          case YOSYS_ECP5 -> part.startsWith("lfe5u");
          case YOSYS_ICE40 -> part.startsWith("ice40");
          case VIVADO, OPENROAD -> false;
        };
    Optional<Device> device = tech.device(part).filter(d -> own);
    if (device.isPresent()) {
      DiagnosticRenderer renderer = new DiagnosticRenderer(out.colorsErrors());
      CapacityCheck.find(plan, result.areas(), device.get(), part, Severity.WARNING)
          .forEach(warning -> out.error(renderer.render(warning).stripTrailing()));
    }
  }

  /**
   * The estimate in the flow's own cells: LUTs of four inputs are more than those of six, which the
   * tables count.
   */
  private static Map<String, Area> estimate(SynthFlow chosen, HardwarePlan plan, TechLibrary tech) {
    Map<String, Area> areas = Estimator.areas(plan, tech.areaModelWithoutUltraRam());
    double luts =
        switch (chosen) {
          case YOSYS_ECP5 -> lutsPerLut6(tech, "lfe5u-85f");
          case YOSYS_ICE40 -> lutsPerLut6(tech, "ice40up5k");
          case YOSYS_XILINX, VIVADO, OPENROAD -> 1;
        };
    Map<String, Area> scaled = new LinkedHashMap<>();
    areas.forEach(
        (part, a) ->
            scaled.put(part, new Area(a.lut() * luts, a.ff(), a.dsp(), a.bram36(), a.uram())));
    return scaled;
  }

  private static double lutsPerLut6(TechLibrary tech, String part) {
    return tech.device(part).map(Device::lutsPerLut6).orElseThrow().nominal();
  }

  private void write(SynthFlow chosen, HardwarePlan plan, FileSet files, Path target)
      throws InputException, ToolException, InterruptedException {
    ToolRunner runner = new ToolRunner();
    Path scripts = surroundings.synthScripts();
    AtomicReference<String> checks = new AtomicReference<>("");
    AtomicFolder.<ToolException, InterruptedException>fill(
        surroundings.resolve(target),
        work -> {
          FileSet more = new FlowWriter(scripts).files(chosen, plan, files);
          FileSetWriter.into(work, files.with(more));
          List<String> tcl =
              more.files().keySet().stream()
                  .filter(name -> name.startsWith("synth/") && !name.endsWith(".mk"))
                  .toList();
          boolean looked = new TclChecker(runner, tools(runner), scripts).check(work, tcl);
          checks.set(
              looked
                  ? "tclsh finds every brace of " + String.join(", ", tcl) + " closed"
                  : "tclsh is not here to look at " + String.join(", ", tcl));
        });
    Out out = common.out(surroundings);
    String text =
        """
        wrote %s: Verilog, memory images, scripts and constraints
          not run: %s is not part of decodefab, and what was written was never tried with it here
          checked: %s; synth-scripts/README.md says how to start it\
        """
            .formatted(target, flow, checks.get());
    out.result(
        json.wanted()
            ? JsonDocument.text(
                SCHEMA,
                1,
                fields -> {
                  fields.writeStringField("design", plan.design().name());
                  fields.writeStringField("flow", flow);
                  fields.writeBooleanField("ran", false);
                })
            : text);
  }

  private SynthTools tools(ToolRunner runner) throws InputException {
    return new SynthTools(
        new ToolFinder(surroundings.variable("PATH").orElse("")),
        runner,
        surroundings.cache().saying(common.out(surroundings)::note),
        surroundings.synthScripts(),
        wheels);
  }

  /** Memories that are read only get the model's weights, or made-up ones where it has none. */
  private FileSet files(LoadedDesign loaded, HardwarePlan plan) throws InputException {
    Optional<UsedWeights> own =
        source.seed().isPresent() ? Optional.empty() : UsedWeights.ofModel(loaded);
    UsedWeights weights =
        own.isPresent()
            ? own.get()
            : UsedWeights.synthetic(loaded, source.seed().orElse(1), common.out(surroundings));
    FileSet files =
        new FabricEmitter(surroundings.templates())
            .emit(plan, Optional.of(weights.quantized(plan)));
    TreeMap<String, FileSet.Content> kept = new TreeMap<>(files.files());
    kept.remove(OFF_CHIP);
    return new FileSet(kept);
  }

  private static String document(HardwarePlan plan, SynthResult result, AreaComparison areas) {
    return JsonDocument.text(
        SCHEMA,
        1,
        fields -> {
          fields.setCodec(new ObjectMapper());
          fields.writeStringField("design", plan.design().name());
          fields.writeBooleanField("ran", true);
          for (Map.Entry<String, Object> entry : SynthJson.of(result, areas).entrySet()) {
            fields.writeObjectField(entry.getKey(), entry.getValue());
          }
        });
  }
}
