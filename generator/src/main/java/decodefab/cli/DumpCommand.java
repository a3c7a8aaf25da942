package decodefab.cli;

import decodefab.design.DesignPrinter;
import decodefab.diag.InputException;
import decodefab.dsl.DesignReader;
import decodefab.dsl.ast.AstPrinter;
import decodefab.graph.GraphPrinter;
import decodefab.plan.DesignLoader;
import decodefab.plan.PlanPrinter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what one stage makes of a design. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Print the text form of a stage; the same design gives the same text.",
    footer = {
      "",
      "ast     what was parsed, before any check",
      "design  the checked design, every default spelled out",
      "graph   the operations of one token",
      "plan    memories, addresses and the program of the hardware"
    })
final class DumpCommand implements Callable<Integer> {
  /** The values between two stages of the compiler. */
  private enum Stage {
    ast,
    design,
    graph,
    plan
  }

  @Option(
      names = "--stage",
      required = true,
      paramLabel = "STAGE",
      description = "${COMPLETION-CANDIDATES}.")
  private Stage stage;

  @Mixin private DesignFile file;
  @Mixin private CommonOptions common;

  private final Surroundings surroundings;

  DumpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException {
    common.out(surroundings).resultPart(text(surroundings.resolve(file.path())));
    return ExitCode.FINE;
  }

  /** Each stage runs those before it only, so that a fault of a later one hides nothing. */
  private String text(Path path) throws InputException {
    return switch (stage) {
      case ast -> AstPrinter.print(DesignReader.readAst(path));
      case design -> DesignPrinter.print(DesignReader.read(path));
      case graph -> GraphPrinter.print(DesignLoader.load(path).plan().graph());
      case plan -> PlanPrinter.print(DesignLoader.load(path).plan());
    };
  }
}
