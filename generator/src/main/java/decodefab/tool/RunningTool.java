package decodefab.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A program that is running. However it comes to an end - by itself, at its limit, by {@link
 * #close} or because decodefab itself is ended - the processes that it started end with it.
 */
public final class RunningTool implements AutoCloseable {
  private static final long GRACE_MILLIS = 1_000;

  private final ToolCommand command;
  private final Process process;
  private final ToolOutput output;
  private final Thread onShutdown;
  private final AtomicBoolean machineEnds = new AtomicBoolean();
  private final long startedNanos = System.nanoTime();

  RunningTool(ToolCommand command, Process process, ToolOutput output) {
    this.command = command;
    this.process = process;
    this.output = output;
    this.onShutdown = new Thread(this::killAtShutdown, "end " + command.arguments().getFirst());
    output.read(process.getInputStream(), ToolListener.Stream.OUTPUT);
    output.read(process.getErrorStream(), ToolListener.Stream.ERROR);
    try {
      Runtime.getRuntime().addShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      kill(); // the virtual machine is already ending
    }
  }

  /**
   * Writes one line to the program's standard input.
   *
   * @throws ToolException where the program no longer reads
   */
  public void send(String line) throws ToolException {
    try {
      OutputStream input = process.getOutputStream();
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw ToolException.closedInput(command.arguments(), output.lastLines());
    }
  }

  /** Ends the program's standard input. */
  public void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The program has closed its end already: there is nothing left to close.
      return;
    }
  }

  /**
   * Waits for the program's end, within what is left of its limit.
   *
   * @throws ToolException where it ran past its limit; it has been ended
   * @throws InterruptedException where this thread was interrupted, or decodefab is being ended;
   *     the program has been ended
   */
  public ToolResult await() throws ToolException, InterruptedException {
    try {
      long left = command.limit().toMillis() - elapsed().toMillis();
      if (!process.waitFor(left, TimeUnit.MILLISECONDS)) {
        kill();
        output.finish();
        throw ToolException.timedOut(command.arguments(), command.limit(), output.lastLines());
      }
      return result();
    } finally {
      close();
    }
  }

  /**
   * How the program ended, where it has: all that it printed has reached the listener then. Empty
   * while it runs.
   *
   * @throws InterruptedException where this thread was interrupted, or decodefab is being ended
   */
  public Optional<ToolResult> ended() throws InterruptedException {
    if (process.isAlive()) {
      return Optional.empty();
    }
    return Optional.of(result());
  }

  /** A program that was ended together with decodefab, as by Ctrl-C, has no result of its own. */
  private ToolResult result() throws InterruptedException {
    output.finish();
    if (machineEnds.get()) {
      throw new InterruptedException("decodefab is being ended");
    }
    return new ToolResult(process.exitValue(), output.lastLines(), elapsed());
  }

  /** Ends the program and all that it started, where they still run. */
  @Override
  public void close() {
    kill();
    output.close();
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      return; // the virtual machine is ending and runs the hook itself
    }
  }

  private void killAtShutdown() {
    machineEnds.set(true);
    kill();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /**
   * Asks the whole tree to end, then insists. Children are listed first: once a parent is gone they
   * are orphans.
   */
  private void kill() {
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    tree.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    boolean interrupted = false;
    while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        interrupted = true; // ending the tree comes first
        break;
      }
    }
    tree.forEach(RunningTool::killTree);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Parents before children: a parent that sees its child die may start the next. */
  private static void killTree(ProcessHandle parent) {
    List<ProcessHandle> children = parent.children().toList();
    parent.destroyForcibly();
    children.forEach(RunningTool::killTree);
  }
}
