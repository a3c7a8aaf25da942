package decodefab.coverage;

import decodefab.coverage.FileCoverage.Share;
import java.util.List;
import java.util.function.Function;

/**
 * Code coverage of several simulations together.
 *
 * @param files by path
 * @param absent cells that no simulation had an instance of, by name
 */
public record CodeCoverage(List<FileCoverage> files, List<String> absent) {
  public CodeCoverage {
    files = List.copyOf(files);
    absent = List.copyOf(absent);
  }

  /** Lines of all files. */
  public Share lines() {
    return sum(FileCoverage::lineShare);
  }

  /** Sides of conditions of all files. */
  public Share branches() {
    return sum(FileCoverage::branchShare);
  }

  /** Bits of all files. */
  public Share bits() {
    return sum(FileCoverage::bitShare);
  }

  private Share sum(Function<FileCoverage, Share> share) {
    return files.stream().map(share).reduce(new Share(0, 0), Share::plus);
  }
}
