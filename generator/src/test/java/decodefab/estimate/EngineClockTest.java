package decodefab.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.VectorTiming;
import decodefab.plan.Engine;
import decodefab.plan.FabricParameters;
import decodefab.plan.Instruction;
import decodefab.plan.InstructionField;
import decodefab.plan.MatvecFormats;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the time lines against what the cells promise in their headers. */
class EngineClockTest {
  private static final FabricParameters FABRIC =
      new FabricParameters(8, 16, 8, 32, 5, 200e6, MatvecFormats.of(List.of(), 32));
  private static final VectorPass.Operand NO_OPERAND =
      new VectorPass.Operand(VectorPass.Source.NONE, 0, 1);

  @Test
  void vectorCommandsFollowEachOtherWithoutAGap() {
    VectorClock clock = new VectorClock(new VmWritePort(), Optional.empty());

    WorkSpan first = clock.run(pass(10, false, false, 0), true, 5);
    WorkSpan second = clock.run(pass(4, false, false, 0), true, 6);

    assertThat(first.issued()).isEqualTo(5 + 1 + 9);
    assertThat(second.issued()).isEqualTo(first.issued() + 4);
  }

  @Test
  void fencesDrainAsTheVectorTimingSays() {
    VectorClock clock = new VectorClock(new VmWritePort(), Optional.empty());
    int sum = VectorTiming.sum(8);

    WorkSpan first = clock.run(pass(10, false, false, sum), true, 5);
    WorkSpan second = clock.run(pass(1, true, false, 0), true, 6);

    int drain = VectorTiming.drain(VectorTiming.latency(true, false), false, sum);
    assertThat(second.issued() - first.issued()).isEqualTo(drain);
  }

  @Test
  void postsCostTheSuccessorOneCycleMoreThanAFence() {
    VectorClock clock = new VectorClock(new VmWritePort(), Optional.empty());

    WorkSpan first = clock.run(pass(10, false, true, 0), true, 5);
    WorkSpan second = clock.run(pass(1, true, false, 0), true, 6);

    int drain = VectorTiming.drain(VectorTiming.latency(true, false), false, 0);
    assertThat(second.issued() - first.issued()).isEqualTo(drain + VectorTiming.POST_OVERHEAD);
  }

  @Test
  void shortPathsAreTakenOnlyWhereNothingIsOvertaken() {
    VectorClock clock = new VectorClock(new VmWritePort(), Optional.empty());
    VectorPass copy = new VectorPass(1, false, false, false, 0, false, false, NO_OPERAND);

    WorkSpan first = clock.run(pass(1, false, false, 0), true, 5);
    WorkSpan behind = clock.run(copy, true, 6);
    WorkSpan alone = clock.run(copy, true, 500);

    assertThat(behind.done()).isGreaterThan(first.done());
    assertThat(alone.done() - alone.issued()).isEqualTo(VectorTiming.latency(false, false) + 1);
  }

  @Test
  void resultsWaitForTheWritePortOfTheVectorEngine() {
    VmWritePort port = new VmWritePort();
    VmWritePort.Train before = port.results(9, 1, 1);
    VmWritePort.Train inTheWay = port.results(12, 3, 1);
    VmWritePort.Train behind = port.results(60, 2, 4);
    port.vectorWrites(10, 19);
    port.vectorWrites(20, 29);

    assertThat(port.accepted(behind)).isEqualTo(60);
    assertThat(port.accepted(before)).isEqualTo(9);
    assertThat(port.accepted(inTheWay)).isEqualTo(32);
  }

  @Test
  void aFullQueueTakesACommandTheCycleAfterOneLeft() {
    CommandQueue queue = new CommandQueue();
    for (int i = 0; i < CommandQueue.DEPTH; i++) {
      assertThat(queue.push(4L * i)).isEqualTo(4L * i);
      queue.taken(1000 + i);
    }

    assertThat(queue.push(64)).isEqualTo(1001);
  }

  @Test
  void tokensAreSeenOneCycleAfterTheirPulse() {
    Semaphores semaphores = new Semaphores();
    Instruction post = Instruction.of(Engine.VECTOR).set(InstructionField.POST, 0b010).build();
    Instruction wait = Instruction.of(Engine.MATVEC).set(InstructionField.WAIT, 0b001).build();

    semaphores.post(post, () -> 70);

    assertThat(semaphores.take(wait, 10)).isEqualTo(71);
  }

  @Test
  void theFirstPositionOfATileClearsItsWords() {
    Instruction keys =
        Instruction.of(Engine.STORE)
            .set(InstructionField.ST_HEADS, 4)
            .set(InstructionField.ST_HEAD_ELEMS, 8)
            .build();

    StoreCommand first = StoreCommand.of(keys, FABRIC, 16);
    StoreCommand second = StoreCommand.of(keys, FABRIC, 17);

    assertThat(first.beatsPerWord(FABRIC, 64)).isEqualTo(2);
    assertThat(second.beatsPerWord(FABRIC, 64)).isEqualTo(1);
    assertThat(second.cacheWords()).isEqualTo(4);
  }

  private static VectorPass pass(int words, boolean fence, boolean posts, int reduce) {
    return new VectorPass(words, true, false, false, reduce, fence, posts, NO_OPERAND);
  }
}
