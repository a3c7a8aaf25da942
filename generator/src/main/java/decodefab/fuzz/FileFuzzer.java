package decodefab.fuzz;

import com.sun.management.ThreadMXBean;
import decodefab.diag.Diagnostic;
import decodefab.diag.DiagnosticRenderer;
import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.model.LoadedModel;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.tool.OutputFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads damaged files as {@code run} does, up to the quantized weights: each is read or refused
 * with diagnostics, within time and memory, or has done harm.
 */
public final class FileFuzzer {
  /**
   * Everything that reading allocates, collected or not: about ten times what a sound file takes.
   */
  static final long MOST_BYTES = 1L << 30;

  /** Text that meets words, letters beyond ASCII and what no vocabulary has. */
  private static final String SAMPLE = "Once upon a time, \u00e9\u4e2d\ud83d\ude00 \u0000 <s>";

  /**
   * One file.
   *
   * @param file what was read
   * @param verdict what became of it
   */
  public record Result(DamagedFile file, FileVerdict verdict) {}

  private final FileSeeds seeds;
  private final Path folder;
  private final Duration limit;

  /**
   * A fuzzer.
   *
   * @param folder an empty folder to write the files into
   * @param limit for one file
   * @throws InputException where the folder cannot be written
   */
  public FileFuzzer(FileSeeds seeds, Path folder, Duration limit) throws InputException {
    this.seeds = seeds;
    this.folder = folder;
    this.limit = limit;
    try {
      seeds.write(folder);
    } catch (IOException e) {
      throw OutputFailure.explain(folder, e);
    }
  }

  /**
   * Damages a file and reads it.
   *
   * @param seed that says which file and how
   * @throws InputException where the folder cannot be written
   */
  public Result run(long seed) throws InputException, InterruptedException {
    DamagedFile file = DamagedFile.draw(seed, seeds);
    return new Result(file, judge(file));
  }

  /** Reads one file. */
  public FileVerdict judge(DamagedFile file) throws InputException, InterruptedException {
    try {
      FileSeeds.write(folder, file.kind(), file.bytes());
      FileVerdict verdict = withinLimits(file.kind());
      FileSeeds.write(folder, file.kind(), seeds.of(file.kind()).getFirst());
      return verdict;
    } catch (IOException e) {
      throw OutputFailure.explain(folder, e);
    }
  }

  private FileVerdict withinLimits(FileKind kind) throws InterruptedException {
    FutureTask<FileVerdict> task = new FutureTask<>(() -> measured(kind));
    Thread thread = new Thread(task, "read " + kind.fileName());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return new FileVerdict.Failed("not read after " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new FileVerdict.Failed("the reader crashed: " + e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }

  private FileVerdict measured(FileKind kind) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    FileVerdict verdict;
    try {
      read(kind);
      verdict = new FileVerdict.Accepted();
    } catch (InputException e) {
      verdict = refused(e.diagnostics());
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    return bytes > MOST_BYTES
        ? new FileVerdict.Failed("reading it allocated " + (bytes >> 20) + " MiB")
        : verdict;
  }

  private static FileVerdict refused(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      // Rendering walks the places that a diagnostic names, so a wrong one shows here.
      if (!new DiagnosticRenderer(false).render(diagnostic).contains(diagnostic.code())) {
        return new FileVerdict.Failed("a diagnostic without its code: " + diagnostic);
      }
    }
    return diagnostics.isEmpty()
        ? new FileVerdict.Failed("refused without a diagnostic")
        : new FileVerdict.Refused(diagnostics.stream().map(Diagnostic::code).distinct().toList());
  }

  private void read(FileKind kind) throws InputException {
    LoadedDesign loaded = DesignLoader.load(FileSeeds.design(folder, kind));
    HardwarePlan plan = loaded.plan();
    if (kind == FileKind.DESIGN) {
      return;
    }
    Optional<LoadedModel> model = DesignLoader.loadModel(loaded.design());
    if (model.isPresent() && (kind == FileKind.TOKENIZER || kind == FileKind.GGUF)) {
      int[] tokens = model.get().tokenizer().encode(SAMPLE, true);
      String back = model.get().tokenizer().decode(tokens);
      assert back != null;
    }
    if (model.isPresent() && kind != FileKind.TOKENIZER) {
      QuantizedWeights.of(model.get().weights(), plan.graph());
    }
  }
}
