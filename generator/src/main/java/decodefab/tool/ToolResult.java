package decodefab.tool;

import java.time.Duration;
import java.util.List;

/**
 * What a program that ended by itself left.
 *
 * @param exitStatus 0 where it says that all went well; 128 + n for signal n
 * @param lastLines the last lines it printed, at most {@link ToolRunner#KEPT_LINES}, oldest first
 * @param wall how long it ran
 */
public record ToolResult(int exitStatus, List<String> lastLines, Duration wall) {
  public ToolResult {
    lastLines = List.copyOf(lastLines);
  }
}
