package decodefab.simtests.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where each field of an instruction lies, read from the header that the RTL itself includes. */
final class InstructionFields {

  private static final Pattern FIELD =
      Pattern.compile("`define DFAB_(\\w+)\\s+(\\d+) \\+: (\\d+)", Pattern.MULTILINE);

  private final Map<String, Field> fields;

  record Field(int low, int width) {}

  private InstructionFields(Map<String, Field> fields) {
    this.fields = fields;
  }

  static InstructionFields read(Path header) throws IOException {
    return new InstructionFields(
        FIELD
            .matcher(Files.readString(header))
            .results()
            .collect(
                Collectors.toUnmodifiableMap(
                    m -> m.group(1),
                    m -> new Field(Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))));
  }

  Field get(String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no instruction field " + name));
  }
}
