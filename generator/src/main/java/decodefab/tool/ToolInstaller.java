package decodefab.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Installs missing programs through apt where that needs no password; elsewhere it can only say
 * which command would. What is about to be run is announced before it runs.
 */
public final class ToolInstaller {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration SUDO_LIMIT = Duration.ofSeconds(10);

  private final ToolFinder finder;
  private final ToolRunner runner;
  private final boolean root;

  /**
   * Finds apt-get and sudo with {@code finder}.
   *
   * @param root whether this process may install without sudo
   */
  public ToolInstaller(ToolFinder finder, ToolRunner runner, boolean root) {
    this.finder = finder;
    this.runner = runner;
    this.root = root;
  }

  /** Whether this process belongs to the superuser; false where the system does not say. */
  public static boolean runsAsRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The command, as a user would type it, that installs {@code tools} on Debian and its relatives.
   */
  public String command(Collection<ExternalTool> tools) {
    return (root ? "" : "sudo ") + "apt-get " + String.join(" ", installArguments(tools));
  }

  /**
   * Installs {@code tools}. Package lists are fetched only where the install fails without.
   *
   * @param announce hears, before anything runs, what will run
   * @throws ToolException where nothing may be installed here, with the command to type; or where
   *     apt-get failed
   * @throws InterruptedException where this thread was interrupted
   */
  public void install(Collection<ExternalTool> tools, Consumer<String> announce)
      throws ToolException, InterruptedException {
    Optional<List<String>> prefix = prefix();
    if (prefix.isEmpty()) {
      throw ToolException.unusable(
          String.join(", ", tools.stream().map(ExternalTool::name).toList())
              + (tools.size() == 1 ? " is" : " are")
              + " needed and not installed",
          "install with: " + command(tools));
    }
    announce.accept("installing what is missing: " + command(tools));
    try {
      apt(prefix.get(), installArguments(tools), announce);
    } catch (ToolException e) {
      announce.accept("apt-get could not; trying again with fresh package lists");
      apt(prefix.get(), List.of("update"), announce);
      apt(prefix.get(), installArguments(tools), announce);
    }
  }

  private static List<String> installArguments(Collection<ExternalTool> tools) {
    return Stream.concat(
            Stream.of("install", "-y", "--no-install-recommends"),
            tools.stream().map(ExternalTool::aptPackage).distinct())
        .toList();
  }

  /** What stands before the arguments of apt-get; empty where installing would need a password. */
  private Optional<List<String>> prefix() throws InterruptedException {
    Optional<Path> apt = finder.find("apt-get");
    if (apt.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    if (!root) {
      Optional<Path> sudo = finder.find("sudo");
      if (sudo.isEmpty() || !sudoNeedsNoPassword(sudo.get())) {
        return Optional.empty();
      }
      words.add(sudo.get().toString());
      words.add("-n");
      words.add("DEBIAN_FRONTEND=noninteractive");
    }
    words.add(apt.get().toString());
    words.add("-q");
    // Another apt may be at work, as on a machine that has just started.
    words.add("-oDPkg::Lock::Timeout=300");
    return Optional.of(List.copyOf(words));
  }

  private boolean sudoNeedsNoPassword(Path sudo) throws InterruptedException {
    try {
      ToolCommand ask = ToolCommand.of(sudo, List.of("-n", "true"), Path.of("/"), SUDO_LIMIT);
      return runner.run(ask, ToolListener.silent()).exitStatus() == 0;
    } catch (ToolException e) {
      return false;
    }
  }

  private void apt(List<String> prefix, List<String> arguments, Consumer<String> announce)
      throws ToolException, InterruptedException {
    List<String> all = new ArrayList<>(prefix.subList(1, prefix.size()));
    all.addAll(arguments);
    runner.runChecked(
        ToolCommand.of(Path.of(prefix.getFirst()), all, Path.of("/"), LIMIT)
            .withEnvironment(Map.of("DEBIAN_FRONTEND", "noninteractive")),
        (stream, text) -> announce.accept("  " + text));
  }
}
