package decodefab.coverage;

import decodefab.coverage.FileCoverage.Share;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/**
 * Code coverage as LCOV writes it (geninfo's manual page, section FILES), for {@code genhtml} and
 * for what code servers show. LCOV knows no toggles: each bit is a branch of block 1 at the line
 * that declares it, and sides of conditions are block 0.
 */
public final class LcovWriter {
  private LcovWriter() {}

  /** Appends all files. */
  public static void write(CodeCoverage coverage, Appendable out) throws IOException {
    out.append("TN:\n");
    for (FileCoverage file : coverage.files()) {
      out.append("SF:").append(file.path()).append('\n');
      branches(file.branches(), 0, out);
      branches(file.bits(), 1, out);
      Share branches = file.branchShare().plus(file.bitShare());
      totals("BR", branches, out);
      for (Map.Entry<Integer, Long> line : file.lines().entrySet()) {
        out.append("DA:" + line.getKey() + "," + line.getValue() + "\n");
      }
      totals("L", file.lineShare(), out);
      out.append("end_of_record\n");
    }
  }

  private static void branches(SortedMap<CodePoint, Long> points, int block, Appendable out)
      throws IOException {
    int line = -1;
    int branch = 0;
    for (Map.Entry<CodePoint, Long> point : points.entrySet()) {
      branch = point.getKey().line() == line ? branch + 1 : 0;
      line = point.getKey().line();
      out.append("BRDA:" + line + "," + block + "," + branch + "," + point.getValue() + "\n");
    }
  }

  private static void totals(String what, Share share, Appendable out) throws IOException {
    out.append(what + "F:" + share.all() + "\n" + what + "H:" + share.hit() + "\n");
  }
}
