package decodefab.activity;

import java.io.IOException;
import java.util.Map;

/**
 * Writes switching activity in the Switching Activity Interchange Format 2.0 (backward SAIF, IEEE
 * 1801-2018, annex I): each bit of each net with its times at 0, 1, unknown and without a driver,
 * and its number of changes. It has no date, so the same run gives the same file.
 */
public final class SaifWriter {
  private final Appendable out;
  private final long duration;
  private final long stepFs;

  private SaifWriter(Appendable out, long duration, long stepFs) {
    this.out = out;
    this.duration = duration;
    this.stepFs = stepFs;
  }

  /**
   * Writes what a counter has counted.
   *
   * @param design name of the design
   * @param stepFs what a step of the waveforms is, fs
   * @throws ArithmeticException where the time of all does not fit in 64 bits
   */
  public static void write(ActivityCounter counter, String design, long stepFs, Appendable out)
      throws IOException {
    long all = Math.multiplyExact(counter.duration(), stepFs);
    out.append("(SAIFILE\n(SAIFVERSION \"2.0\")\n(DIRECTION \"backward\")\n");
    out.append("(DESIGN \"" + design + "\")\n(PROGRAM_NAME \"decodefab\")\n(DIVIDER / )\n");
    out.append("(TIMESCALE 1 fs)\n(DURATION " + all + ")\n");
    new SaifWriter(out, counter.duration(), stepFs).inner(counter.root(), "");
    out.append(")\n");
  }

  private void inner(Scope scope, String indent) throws IOException {
    if (!scope.nets().isEmpty()) {
      out.append(indent + "(NET\n");
      for (Scope.Net net : scope.nets()) {
        net(net, indent + " ");
      }
      out.append(indent + ")\n");
    }
    for (Map.Entry<String, Scope> instance : scope.inner().entrySet()) {
      out.append(indent + "(INSTANCE " + escaped(instance.getKey()) + "\n");
      inner(instance.getValue(), indent + " ");
      out.append(indent + ")\n");
    }
  }

  private void net(Scope.Net net, String indent) throws IOException {
    String name = escaped(net.name());
    int step = net.left() <= net.right() ? 1 : -1;
    for (int bit = 0; bit < net.signal().width(); bit++) {
      String index = net.ranged() ? "\\[" + (net.left() + step * bit) + "\\]" : "";
      BitActivity did = net.signal().bit(bit, duration);
      out.append(indent + "(" + name + index);
      field("T0", did.zero() * stepFs);
      field("T1", did.one() * stepFs);
      field("TX", did.unknown() * stepFs);
      field("TZ", did.floating() * stepFs);
      field("TC", did.changes());
      field("IG", 0);
      out.append(")\n");
    }
  }

  private void field(String name, long value) throws IOException {
    out.append(" (" + name + " " + value + ")");
  }

  /** All but letters, digits, {@code _} and {@code $} behind a backslash. */
  private static String escaped(String name) {
    return name.replaceAll("[^A-Za-z0-9_$]", "\\\\$0");
  }
}
