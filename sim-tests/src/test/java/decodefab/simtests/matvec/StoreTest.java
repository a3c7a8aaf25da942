package decodefab.simtests.matvec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store engine: whole caches after commands at many positions, against the model. */
class StoreTest {

  private static final int[] BACKPRESSURE = {0, 30, 80};

  static List<StoreTile> tiles() {
    return List.of(
        new StoreTile(8, 16, 8, 5, 8, 3, 80, 8),
        new StoreTile(4, 4, 8, 3, 24, 2, 40, 2),
        new StoreTile(8, 16, 8, 5, 24, 2, 40, 3),
        new StoreTile(2, 16, 4, 5, 20, 4, 70, 4),
        new StoreTile(16, 2, 4, 2, 48, 1, 40, 4),
        new StoreTile(4, 8, 4, 3, 12, 3, 40, 4),
        new StoreTile(1, 32, 2, 5, 6, 5, 70, 8));
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void fillsTheCacheLikeTheModel(StoreTile t) {
    check(EngineBench.build("store", t.parameters()), t);
  }

  static void check(EngineBench bench, StoreTile t) {
    int commands = 0;
    for (int back : BACKPRESSURE) {
      Random random = new Random(back + t.hashCode());
      StoreModel model = new StoreModel(t, random);
      ByteSink input = new ByteSink().u32(random.nextInt()).u32(back);
      byte[] words = CodePacking.pack(model.kv, t.bits());
      appendMemory(input, words, t.rows() * t.cols() * t.bits() / 8);
      appendMemory(input, model.keyScales, t.rows() * 2);
      appendMemory(input, model.valueScales, t.vector() * 2);
      input.u32(2 * t.positions());
      for (int i = 0; i < 2 * t.positions(); i++) {
        // Positions come in order, with keys and values in turn; at last some at random.
        int p = i / 2 < t.positions() - 8 ? i / 2 : random.nextInt(t.positions());
        appendCommand(input, t, model, p, i % 2 == 1, random);
        commands++;
      }
      ByteBuffer output = bench.run(input.toByteArray());
      assertThat(take(output, words.length)).isEqualTo(CodePacking.pack(model.kv, t.bits()));
      assertThat(take(output, model.keyScales.length)).isEqualTo(model.keyScales);
      assertThat(take(output, model.valueScales.length)).isEqualTo(model.valueScales);
      assertThat(output.hasRemaining()).isFalse();
    }
    assertThat(commands).isEqualTo(BACKPRESSURE.length * 2 * t.positions());
  }

  private static void appendCommand(
      ByteSink input, StoreTile t, StoreModel model, int p, boolean values, Random random) {
    byte[] quantized = new byte[t.qmDepth() * t.vector()];
    random.nextBytes(quantized);
    float[] scales = new float[t.qsDepth() * t.vector()];
    ByteSink scaleBytes = new ByteSink();
    for (int i = 0; i < scales.length; i++) {
      scales[i] =
          random.nextInt(20) == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextFloat();
      scaleBytes.u32(Float.floatToRawIntBits(scales[i]));
    }
    int from = StoreTile.QM_BASE * t.vector();
    byte[] elements = Arrays.copyOfRange(quantized, from, from + t.heads() * t.head());
    int first = StoreTile.QS_BASE * t.vector();
    float[] headScales = Arrays.copyOfRange(scales, first, first + t.heads());
    if (values) {
      model.storeValues(p, elements, headScales);
    } else {
      model.storeKeys(p, elements, headScales);
    }
    int post = random.nextInt(8);
    appendMemory(input, quantized, t.vector());
    appendMemory(input, scaleBytes.toByteArray(), t.vector() * 4);
    input
        .raw(
            new Instruction()
                .set("ENGINE", 2)
                .set("POST", post)
                .set("ST_KIND", values ? 1 : 0)
                .set("ST_HEADS", t.heads())
                .set("ST_HEAD_ELEMS", t.head())
                .set("ST_Q_BASE", StoreTile.QM_BASE)
                .set("ST_S_BASE", StoreTile.QS_BASE)
                .set("ST_BASE", values ? t.valueBase() : 0)
                .set("ST_HEAD_STRIDE", values ? t.valueWords() : t.keyWords())
                .set("ST_SCALE_STRIDE", values ? t.valueScaleWords() : t.keyScaleWords())
                .bytes())
        .u32(random.nextInt(1024))
        .u32(random.nextInt(256))
        .u32(p)
        .u32(post);
  }

  private static void appendMemory(ByteSink input, byte[] bytes, int width) {
    input.u32(bytes.length / width).raw(bytes);
  }

  private static byte[] take(ByteBuffer from, int count) {
    byte[] bytes = new byte[count];
    from.get(bytes);
    return bytes;
  }
}
