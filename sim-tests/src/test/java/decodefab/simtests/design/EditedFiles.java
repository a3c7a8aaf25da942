package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.rtl.FileSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Changes emitted files. */
final class EditedFiles {
  private EditedFiles() {}

  /** Replaces a text of one file, which must hold it exactly once. */
  static FileSet replace(FileSet files, String path, String text, String replacement)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    files.files().get(path).writeTo(bytes);
    String before = bytes.toString(StandardCharsets.UTF_8);
    assertThat(before).as(path).containsOnlyOnce(text);
    TreeMap<String, FileSet.Content> all = new TreeMap<>(files.files());
    all.put(path, FileSet.text(before.replace(text, replacement)));
    return new FileSet(all);
  }
}
