package decodefab.estimate;

import decodefab.plan.Engine;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Instruction;
import decodefab.plan.InstructionField;
import decodefab.plan.LayerLoop;
import decodefab.plan.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks the program of one token, every layer of it, and keeps a time line for the sequencer and
 * each engine. A command depends on commands before it only, so one walk in program order is
 * enough; it takes less than a millisecond per thousand instructions, also at 80 layers.
 */
final class CycleModel {
  /** Fetch, multiply, resolve, hand over. */
  private static final int CYCLES_PER_INSTRUCTION = 4;

  /** Loop ends and the halt are not handed over. */
  private static final int CYCLES_PER_CONTROL = 3;

  private final HardwarePlan plan;
  private final int position;
  private final Map<Engine, CommandQueue> queues = new EnumMap<>(Engine.class);
  private final Semaphores semaphores = new Semaphores();
  private final VectorClock vector;
  private final MatvecClock matvec;
  private final StoreClock store;
  private final Map<Engine, Occupation> occupations = new EnumMap<>(Engine.class);
  private final IdentityHashMap<Instruction, Decoded> decoded = new IdentityHashMap<>();
  private final IdentityHashMap<Step, OperationTally> operations = new IdentityHashMap<>();
  private final List<Step> order = new ArrayList<>();

  private long sequencer;
  private long frontier;

  /** What an instruction asks for at the position. */
  private sealed interface Decoded {
    record Vector(VectorPass pass, boolean writesVm) implements Decoded {}

    record Matvec(MatvecCommand command) implements Decoded {}

    record Store(StoreCommand command) implements Decoded {}
  }

  private CycleModel(HardwarePlan plan, int position, double share) {
    this.plan = plan;
    this.position = position;
    Optional<TierClock> tier = plan.tier().map(t -> new TierClock(t, plan.fabric(), share));
    VmWritePort port = new VmWritePort();
    this.vector = new VectorClock(port, tier);
    this.matvec = new MatvecClock(plan.fabric(), port, tier, plan.kvOnChip());
    this.store = new StoreClock(plan.fabric(), plan.kvOnChip() ? Optional.empty() : tier);
    for (Engine engine : List.of(Engine.VECTOR, Engine.MATVEC, Engine.STORE)) {
      queues.put(engine, new CommandQueue());
      occupations.put(engine, new Occupation());
    }
  }

  /**
   * Cycles of one token.
   *
   * @param position its position, from 0 to context - 1
   * @param share of the off-chip tier's bandwidth that is delivered, above 0 up to 1
   */
  static CycleCount count(HardwarePlan plan, int position, double share) {
    return new CycleModel(plan, position, share).walk();
  }

  private CycleCount walk() {
    plan.program().prologue().forEach(s -> step(s, ""));
    for (LayerLoop loop : plan.program().loops()) {
      sequencer += CYCLES_PER_CONTROL;
      for (int turn = 0; turn < loop.count(); turn++) {
        loop.body().forEach(s -> step(s, loop.text()));
        sequencer += CYCLES_PER_CONTROL;
      }
    }
    plan.program().epilogue().forEach(s -> step(s, ""));
    long halted = sequencer + CYCLES_PER_CONTROL + 1;
    long enginesIdle = Math.max(vector.idle(), Math.max(matvec.idle(), store.idle()));
    // One cycle from idle engines to the sequencer's done.
    long cycles = Math.max(halted, enginesIdle) + 1;
    Map<Engine, Occupation> engines = new LinkedHashMap<>(occupations);
    List<OperationTally> tallies = order.stream().map(operations::get).toList();
    return new CycleCount(cycles, engines, tallies, cycles - frontier);
  }

  private void step(Step step, String layers) {
    Instruction instruction = step.instruction();
    Engine engine = instruction.engine();
    CommandQueue queue = queues.get(engine);
    sequencer = queue.push(sequencer + CYCLES_PER_INSTRUCTION);
    long door = semaphores.take(instruction, sequencer + 1);
    WorkSpan span = run(decoded.computeIfAbsent(instruction, this::decode), door);
    queue.taken(span.taken());
    semaphores.post(instruction, engine == Engine.MATVEC ? matvec.lastPost() : span::posted);
    occupations.get(engine).add(span);
    OperationTally tally =
        operations.computeIfAbsent(
            step,
            s -> {
              order.add(s);
              return new OperationTally(s.label(), engine, layers);
            });
    tally.add(span, Math.max(0, span.done() - frontier));
    frontier = Math.max(frontier, span.done());
  }

  private WorkSpan run(Decoded decoded, long door) {
    return switch (decoded) {
      case Decoded.Vector v -> vector.run(v.pass(), v.writesVm(), door);
      case Decoded.Matvec m -> matvec.run(m.command(), door);
      case Decoded.Store s -> store.run(s.command(), door);
    };
  }

  private Decoded decode(Instruction i) {
    return switch (i.engine()) {
      case VECTOR ->
          new Decoded.Vector(
              VectorPass.of(i, plan.fabric(), position), i.get(InstructionField.VE_DST_MEM) == 1);
      case MATVEC -> new Decoded.Matvec(MatvecCommand.of(i, plan.fabric(), position));
      case STORE -> new Decoded.Store(StoreCommand.of(i, plan.fabric(), position));
      case CONTROL -> throw new IllegalArgumentException("control instructions have no engine");
    };
  }
}
