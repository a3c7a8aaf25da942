package decodefab.tool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands out programs that are there and new enough, installing missing ones where that is allowed.
 */
public final class Toolbox {
  private final ToolProbe probe;
  private final ToolInstaller installer;
  private final boolean mayInstall;

  /**
   * Looks through {@code probe}.
   *
   * @param mayInstall false to only say what is missing, even where installing would be possible
   */
  public Toolbox(ToolProbe probe, ToolInstaller installer, boolean mayInstall) {
    this.probe = probe;
    this.installer = installer;
    this.mayInstall = mayInstall;
  }

  /**
   * All of {@code tools}, ready to run, in their order.
   *
   * @param announce hears what is about to be installed
   * @throws ToolException where one is missing and cannot be installed, is too old or does not work
   * @throws InterruptedException where this thread was interrupted
   */
  public Map<ExternalTool, ToolStatus.Ready> require(
      Collection<ExternalTool> tools, Consumer<String> announce)
      throws ToolException, InterruptedException {
    List<ExternalTool> missing = new ArrayList<>();
    for (ExternalTool tool : tools) {
      if (probe.probe(tool) instanceof ToolStatus.Missing) {
        missing.add(tool);
      }
    }
    if (!missing.isEmpty() && mayInstall) {
      installer.install(missing, announce);
    }
    Map<ExternalTool, ToolStatus.Ready> ready = new LinkedHashMap<>();
    for (ExternalTool tool : tools) {
      ready.put(tool, ready(probe.probe(tool)));
    }
    return ready;
  }

  private ToolStatus.Ready ready(ToolStatus status) throws ToolException {
    return switch (status) {
      case ToolStatus.Ready ready -> ready;
      case ToolStatus.TooOld old ->
          throw ToolException.unusable(
              "%s %s is too old: %s or newer is needed"
                  .formatted(old.executable(), old.version(), old.tool().oldest()),
              "put a newer one first in PATH, or install it with: "
                  + installer.command(List.of(old.tool())));
      case ToolStatus.Broken broken ->
          throw ToolException.unusable(
              broken.executable() + " does not work: " + broken.reason(),
              "install it again with: " + installer.command(List.of(broken.tool())));
      case ToolStatus.Missing missing ->
          throw ToolException.unusable(
              missing.tool().name() + " is needed and not installed",
              "install with: " + installer.command(List.of(missing.tool())));
    };
  }
}
