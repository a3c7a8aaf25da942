package decodefab.cocotb;

import decodefab.cocotb.TestCase.Status;
import java.util.List;

/**
 * What a results file says.
 *
 * @param tests in the order in which they ran
 */
public record CocotbResults(List<TestCase> tests) {
  public CocotbResults {
    tests = List.copyOf(tests);
  }

  /** How many ended so. */
  public int count(Status status) {
    return (int) tests.stream().filter(test -> test.status() == status).count();
  }

  /** Whether at least one test ran, and none failed: running nothing is no success. */
  public boolean passed() {
    return count(Status.PASSED) > 0 && count(Status.FAILED) == 0;
  }
}
