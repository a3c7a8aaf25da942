package decodefab.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Memory of this machine, or of the container that it is. */
final class MachineMemory {
  /** Where the virtual machine does not say. */
  private static final long USUAL = 8L << 30;

  private MachineMemory() {}

  static long bytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : USUAL;
  }
}
