package decodefab.regress;

import decodefab.coverage.CodeCoverage;
import decodefab.coverage.CodeCoverageMerger;
import decodefab.coverage.LcovWriter;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.tool.AtomicFile;
import decodefab.tool.OutputFailure;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Adds up what the simulations of a regression have executed. Cells are the same in all designs and
 * are counted together; what was rendered for a design is counted for its job alone.
 */
public final class CoverageCollector {
  private static final String DATA = "coverage.dat";
  private static final String VERILOG = ".v";

  private final RunFolder folder;
  private final Map<String, Path> cells = new TreeMap<>();

  /**
   * A collector.
   *
   * @param templates the project's {@code templates} folder, whose cells could be covered
   * @throws InputException where that cannot be read
   */
  public CoverageCollector(RunFolder folder, Path templates) throws InputException {
    this.folder = folder;
    Path library = templates.resolve("lib");
    try (Stream<Path> files = Files.list(library)) {
      files
          .filter(file -> file.toString().endsWith(VERILOG))
          .forEach(file -> cells.put(file.getFileName().toString(), file));
    } catch (IOException e) {
      throw OutputFailure.explain(library, e);
    }
  }

  /** Where LCOV's file is. */
  public static Path info(Path folder) {
    return folder.resolve("coverage.info");
  }

  /** Where a job's counts are. */
  static Path data(Path jobFolder) {
    return jobFolder.resolve(DATA);
  }

  /**
   * Adds up the counts of all jobs that passed, and writes {@code coverage.info} with the cells
   * that it speaks of, in {@code rtl/}: {@code genhtml} works there as it stands.
   *
   * @throws InputException where the folder cannot be written, or counts were damaged (DF948)
   */
  public CodeCoverage collect(List<JobResult> results) throws InputException {
    CodeCoverageMerger merger = new CodeCoverageMerger();
    for (JobResult result : results) {
      Path data = data(folder.job(result.name()));
      if (result.passed() && Files.exists(data)) {
        String rendered = folder.path().relativize(data.resolveSibling("design/rtl")) + "/";
        try {
          merger.add(data, name -> (cells.containsKey(name) ? "rtl/" : rendered) + name);
        } catch (IOException e) {
          throw new InputException(
              Diagnostic.error(
                  "DF948",
                  "the code coverage of " + result.name() + " cannot be read: " + e.getMessage(),
                  "run it again with --fresh"));
        }
      }
    }
    CodeCoverage coverage =
        merger.merged(cells.keySet().stream().map(name -> name.replace(VERILOG, "")).toList());
    write(coverage);
    return coverage;
  }

  private void write(CodeCoverage coverage) throws InputException {
    for (Map.Entry<String, Path> cell : cells.entrySet()) {
      AtomicFile.write(
          folder.path().resolve("rtl").resolve(cell.getKey()),
          out -> Files.copy(cell.getValue(), out));
    }
    AtomicFile.write(
        info(folder.path()),
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          LcovWriter.write(coverage, text);
          text.flush();
        });
  }
}
