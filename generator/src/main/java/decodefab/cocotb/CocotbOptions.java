package decodefab.cocotb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which tests run, and how.
 *
 * @param modules names of Python modules, at least one
 * @param testcase the one test that is wanted; empty for all
 * @param seed of cocotb's random numbers, and of what registers and memories start with
 * @param limit how long all of them may take together
 * @param searchPath folders that modules are looked for in, the first first
 * @param variables for the tests, beside cocotb's own
 */
public record CocotbOptions(
    List<String> modules,
    Optional<String> testcase,
    long seed,
    Duration limit,
    List<Path> searchPath,
    SortedMap<String, String> variables) {
  public CocotbOptions {
    modules = List.copyOf(modules);
    searchPath = List.copyOf(searchPath);
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    Objects.requireNonNull(testcase, "testcase");
    if (modules.isEmpty() || seed < 0 || !limit.isPositive()) {
      throw new IllegalArgumentException(modules + ", seed " + seed + ", limit " + limit);
    }
  }
}
