package decodefab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.tech.AreaModel;
import decodefab.tech.Device;
import decodefab.tech.Multiplier;
import decodefab.tech.Quantity;
import decodefab.tech.TechLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultiplierChooserTest {
  private static final int WIDEST_LANE = 40;
  private static final int WIDEST_ACTIVATION = 16;

  /** Every width of lanes on every device of the table, and on one whose DSPs are wider still. */
  @Test
  void findsMultipliersForEveryWidthOnEveryDevice() {
    List<Device> devices = new ArrayList<>(TechLibrary.load().devices());
    assertThat(devices).hasSizeGreaterThanOrEqualTo(10);
    devices.add(withDspOf(48, devices.getFirst()));
    int chosen = 0;
    int pairs = 0;
    for (Device device : devices) {
      for (int act = 2; act <= WIDEST_ACTIVATION; act++) {
        List<String> decisions = new ArrayList<>();
        MultiplierChooser chooser = new MultiplierChooser(Optional.of(device), act, decisions);
        for (int bits = 2; bits <= WIDEST_LANE; bits++) {
          Multiplier paired = chooser.choose("lanes", bits, true);
          Multiplier single = chooser.choose("lanes", bits, false);
          assertThat(single).isNotEqualTo(Multiplier.DSP_PAIR);
          if (paired == Multiplier.DSP_PAIR) {
            assertThat(AreaModel.pairBits(bits, act))
                .as("%d x %d on %s", bits, act, device.part())
                .isLessThanOrEqualTo((int) device.dspBits().nominal());
            pairs++;
          }
          chosen += 2;
        }
        assertThat(decisions).hasSize(2 * (WIDEST_LANE - 1));
      }
    }
    assertThat(chosen).isEqualTo(devices.size() * (WIDEST_ACTIVATION - 1) * 2 * (WIDEST_LANE - 1));
    assertThat(pairs).isPositive();
  }

  private static Device withDspOf(int bits, Device d) {
    Quantity old = d.dspBits();
    Quantity wide = new Quantity(bits, bits, bits, old.unit(), old.sureness(), "a test");
    return new Device(
        "wide",
        d.nodeNm(),
        d.lutsPerLut6(),
        d.lut(),
        d.ff(),
        d.dsp(),
        wide,
        d.bram36(),
        d.uram(),
        d.onChip(),
        d.staticPower(),
        d.processingSystem());
  }
}
