package decodefab.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; its work is in the subcommands. */
@Command(
    name = "decodefab",
    mixinStandardHelpOptions = true,
    description =
        "Compiles language-model decode hardware: one .dfab file becomes Verilog that runs the"
            + " model.",
    versionProvider = ProgramVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      RunCommand.class,
      SimulateCommand.class,
      CheckCommand.class,
      EstimateCommand.class,
      AccuracyCommand.class,
      DumpCommand.class,
      GenerateCommand.class,
      CocotbCommand.class,
      SynthCommand.class,
      FuzzCommand.class,
      RegressCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    },
    footer = {
      "",
      "From a checkout, ./decodefab test runs all tests.",
      "",
      "Exit codes: 0 fine, 1 the design or input is wrong, 2 usage, 3 an external tool is"
          + " missing or failed, 4 hardware and golden model disagree, 70 a fault of decodefab."
    })
final class DecodefabCommand implements Runnable {
  @Spec private CommandSpec spec;

  DecodefabCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
