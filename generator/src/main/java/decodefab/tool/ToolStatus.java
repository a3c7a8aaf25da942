package decodefab.tool;

import java.nio.file.Path;

/** What was found when a tool was looked for; a header's {@code executable} is its file. */
public sealed interface ToolStatus {
  /** What was looked for. */
  ExternalTool tool();

  /** There, and new enough. */
  record Ready(ExternalTool tool, Path executable, ToolVersion version) implements ToolStatus {}

  /** There, but older than what works. */
  record TooOld(ExternalTool tool, Path executable, ToolVersion version) implements ToolStatus {}

  /** There, but it did not say its version when asked. */
  record Broken(ExternalTool tool, Path executable, String reason) implements ToolStatus {}

  /** In no folder of the search path. */
  record Missing(ExternalTool tool) implements ToolStatus {}
}
