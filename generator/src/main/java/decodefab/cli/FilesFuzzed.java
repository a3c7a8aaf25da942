package decodefab.cli;

import decodefab.fuzz.FileFuzzer;
import decodefab.fuzz.FileKind;
import decodefab.fuzz.FileVerdict;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading damaged files came to.
 *
 * @param seed of the first file
 * @param results of all files
 * @param failed where a file that did harm was kept
 */
record FilesFuzzed(
    long seed, List<FileFuzzer.Result> results, Map<FileFuzzer.Result, Path> failed) {
  FilesFuzzed {
    results = List.copyOf(results);
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
  }

  /** Files of a kind. */
  long of(FileKind kind) {
    return results.stream().filter(r -> r.file().kind() == kind).count();
  }

  /** Files of a kind whose damage changed nothing that matters. */
  long accepted(FileKind kind) {
    return results.stream()
        .filter(r -> r.file().kind() == kind && r.verdict() instanceof FileVerdict.Accepted)
        .count();
  }

  /** How often each code was the reason, by code. */
  Map<String, Integer> codes() {
    Map<String, Integer> codes = new TreeMap<>();
    for (FileFuzzer.Result result : results) {
      if (result.verdict() instanceof FileVerdict.Refused refused) {
        refused.codes().forEach(code -> codes.merge(code, 1, Integer::sum));
      }
    }
    return codes;
  }
}
