package decodefab.sim;

import decodefab.golden.GoldenModel;
import decodefab.golden.Observer;
import decodefab.plan.HardwarePlan;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Computes each token with the golden model beside the fabric and compares: all logits always, and
 * with a recording of the fabric's writes every result of every operation.
 */
public final class GoldenComparison {
  private final HardwarePlan plan;
  private final GoldenModel golden;
  private final Optional<Path> recording;
  private long compared;

  /** Compares logits. */
  public static GoldenComparison ofLogits(HardwarePlan plan, GoldenModel golden) {
    return new GoldenComparison(plan, golden, Optional.empty());
  }

  /**
   * Compares every value.
   *
   * @param recording where the session records its writes; it is started anew for each token
   */
  public static GoldenComparison ofEverything(
      HardwarePlan plan, GoldenModel golden, Path recording) {
    return new GoldenComparison(plan, golden, Optional.of(recording));
  }

  private GoldenComparison(HardwarePlan plan, GoldenModel golden, Optional<Path> recording) {
    this.plan = plan;
    this.golden = golden;
    this.recording = recording;
  }

  /** Values compared so far. */
  public long valuesCompared() {
    return compared;
  }

  /**
   * Decodes one token in both.
   *
   * @throws MismatchException at the first difference
   * @throws ToolException where the simulation failed
   * @throws IOException where the recording cannot be read
   */
  public TokenResult step(SimulationSession session, int position, int token)
      throws MismatchException, ToolException, InterruptedException, IOException {
    if (recording.isPresent()) {
      session.recordWrites(recording.get());
    }
    TokenResult result = session.step(position, token, true);
    if (recording.isEmpty()) {
      compareLogits(position, token, result, golden.step(token));
      return result;
    }
    ExpectedWrites expected = new ExpectedWrites(plan, position);
    float[] logits = golden.step(token, expected.andThen(Observer.NONE));
    compared += new WriteRecording(plan, recording.get()).compare(expected, position, token);
    compareLogits(position, token, result, logits);
    return result;
  }

  private void compareLogits(int position, int token, TokenResult result, float[] logits)
      throws MismatchException {
    float[] actual = result.logits().orElseThrow();
    for (int i = 0; i < logits.length; i++) {
      int want = Float.floatToRawIntBits(logits[i]);
      int got = Float.floatToRawIntBits(actual[i]);
      if (want != got) {
        throw new MismatchException(
            new Mismatch(
                position, token, 0, -1, "lm_head", "logits", i, want, OptionalInt.of(got)));
      }
    }
    compared += logits.length + 1L;
    if (golden.next() != result.next()) {
      throw new MismatchException(
          new Mismatch(
              position,
              token,
              0,
              -1,
              "argmax",
              "next token",
              0,
              golden.next(),
              OptionalInt.of(result.next())));
    }
  }
}
