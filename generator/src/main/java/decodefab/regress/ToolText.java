package decodefab.regress;

import decodefab.tool.ToolException;

/** What a tool failed by, in lines. */
final class ToolText {
  private ToolText() {}

  static String of(ToolException failure) {
    StringBuilder text = new StringBuilder();
    if (!failure.advice().isEmpty()) {
      text.append(failure.advice()).append('\n');
    }
    if (!failure.command().isEmpty()) {
      text.append("command: ").append(String.join(" ", failure.command())).append('\n');
    }
    failure.lastLines().forEach(line -> text.append(line).append('\n'));
    return text.toString().stripTrailing();
  }
}
