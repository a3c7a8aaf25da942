package decodefab.estimate;

import decodefab.plan.Engine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Outcome of a walk through the program.
 *
 * @param cycles cycles of the token
 * @param engines what each engine did
 * @param operations instructions in program order
 * @param rest cycles at the end that belong to no instruction
 */
record CycleCount(
    long cycles, Map<Engine, Occupation> engines, List<OperationTally> operations, long rest) {
  CycleCount {
    engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
    operations = List.copyOf(operations);
  }
}
