package decodefab.sim;

import decodefab.golden.Observer;
import decodefab.golden.Values;
import decodefab.graph.Op;
import decodefab.graph.Value;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the instructions of one token should write, in program order: collected from the golden
 * model while it computes.
 */
final class ExpectedWrites implements Observer {
  /**
   * One element.
   *
   * @param step the instruction that writes it
   * @param pc its address
   * @param layer the layer
   * @param value name of the value
   * @param index index in the value
   * @param bits what should be written
   */
  record Element(Step step, int pc, int layer, String value, int index, int bits) {}

  private final HardwarePlan plan;
  private final int position;
  private final List<Element> elements = new ArrayList<>();
  private final Map<Long, Integer> byAddress = new HashMap<>();

  ExpectedWrites(HardwarePlan plan, int position) {
    this.plan = plan;
    this.position = position;
  }

  /** This observer, followed by another. */
  Observer andThen(Observer other) {
    return (section, index, layer, op, values) -> {
      after(section, index, layer, op, values);
      other.after(section, index, layer, op, values);
    };
  }

  /** Identifies an element: memory, layer, instruction and element address. */
  static long key(int memory, int layer, int pc, long address) {
    return ((long) memory << 58) | ((long) layer << 50) | ((long) pc << 40) | address;
  }

  /** Number of the element at a key, or -1. */
  int find(long key) {
    return byAddress.getOrDefault(key, -1);
  }

  Element element(int number) {
    return elements.get(number);
  }

  int count() {
    return elements.size();
  }

  @Override
  public void after(Section section, int index, int layer, Op op, Values values) {
    List<Step> steps =
        switch (section) {
          case PROLOGUE -> plan.program().prologue();
          case BODY -> plan.program().body(layer);
          case EPILOGUE -> plan.program().epilogue();
        };
    int start =
        switch (section) {
          case PROLOGUE -> 0;
          case BODY -> plan.program().bodyStart(layer);
          case EPILOGUE -> plan.program().epilogueStart();
        };
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).opIndex() == index) {
        for (Step.Result result : steps.get(i).results()) {
          add(steps.get(i), start + i, layer, result, values);
        }
      }
    }
  }

  private void add(Step step, int pc, int layer, Step.Result result, Values values) {
    Value value = result.value();
    int end = value.extent().at(position) - result.from();
    for (int i = 0; i < Math.min(end, result.count()); i++) {
      int index = result.from() + i;
      int bits =
          value.kind() == Value.Kind.CODES
              ? values.codes(value)[index] & ((1 << plan.fabric().codeBits()) - 1)
              : Float.floatToRawIntBits(values.floats(value)[index]);
      long key = key(result.memory().ordinal(), layer, pc, (long) result.address() + i);
      byAddress.put(key, elements.size());
      elements.add(new Element(step, pc, layer, value.name(), index, bits));
    }
  }
}
