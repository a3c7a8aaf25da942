package decodefab.format;

import decodefab.design.ElementType;
import decodefab.design.FloatElement;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.ScaleType;
import decodefab.design.SecondScale;
import decodefab.design.TernaryElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes stored formats as a design would: the way back from {@link TensorFormat#of}. */
public final class FormatWriter {
  private FormatWriter() {}

  /**
   * The format of a design that gives this one for a matrix; empty where the language has none.
   *
   * @param cols columns of the matrix
   */
  public static Optional<NumberFormat> write(TensorFormat format, int cols) {
    boolean offset = !(format.offset() instanceof Offset.None);
    Optional<ElementType> element =
        elements(format).filter(e -> element(e, offset).equals(format.element())).findFirst();
    boolean perTensor = format.scale().equals(ScaleCode.ONE);
    Optional<ScaleType> scale = scale(perTensor ? format.tensorScale() : format.scale());
    Optional<ScaleType> min =
        format.offset() instanceof Offset.Min m ? scale(m.code()) : Optional.empty();
    if (element.isEmpty() || scale.isEmpty()) {
      return Optional.empty();
    }
    Grouping grouping =
        perTensor
            ? new Grouping.PerTensor()
            : format.group() == cols && cols > Grouping.PerGroup.MAX_SIZE
                ? new Grouping.PerRow()
                : new Grouping.PerGroup(format.group());
    NumberFormat written =
        NumberFormat.inPlace(element.get(), grouping, scale.get(), false, format.hasZeroPoint())
            .with(min, second(format, perTensor));
    // What has no words, such as a power of two at a tensor's side, does not come back.
    return Optional.of(written).filter(w -> TensorFormat.of(w, cols).equals(format));
  }

  private static ElementCode element(ElementType type, boolean offset) {
    return offset ? ElementCodes.unsigned(type.bits()) : ElementCodes.of(type);
  }

  private static Stream<ElementType> elements(TensorFormat format) {
    int bits = format.element().bits();
    Stream<ElementType> integers =
        bits < IntElement.MIN_BITS || bits > IntElement.MAX_BITS
            ? Stream.empty()
            : Stream.of(new IntElement(bits), new TernaryElement(format.packedTrits()));
    Stream<ElementType> floats =
        IntStream.rangeClosed(1, ElementCodes.MAX_FLOAT_EXPONENT)
            .filter(e -> e < bits && bits - 1 <= ElementCodes.MAX_FLOAT_BITS)
            .mapToObj(e -> new FloatElement(e, bits - 1 - e));
    return format.offset() instanceof Offset.None
        ? Stream.concat(integers, floats)
        : integers.filter(IntElement.class::isInstance);
  }

  private static Optional<SecondScale> second(TensorFormat format, boolean perTensor) {
    Optional<SecondScale> groups =
        format.superGroup().flatMap(s -> second(new Grouping.PerGroup(s.columns()), s.scale()));
    boolean tensor = !perTensor && !format.tensorScale().equals(ScaleCode.ONE);
    return tensor ? second(new Grouping.PerTensor(), format.tensorScale()) : groups;
  }

  private static Optional<SecondScale> second(Grouping grouping, ScaleCode code) {
    return scale(code)
        .filter(ScaleType.FloatScale.class::isInstance)
        .map(s -> new SecondScale(grouping, (ScaleType.FloatScale) s));
  }

  private static Optional<ScaleType> scale(ScaleCode code) {
    Stream<ScaleType> integers =
        code.bits() < IntElement.MIN_BITS || code.bits() > IntElement.MAX_BITS
            ? Stream.empty()
            : Stream.of(
                new ScaleType.IntScale(code.bits(), true),
                new ScaleType.IntScale(code.bits(), false));
    return Stream.concat(Arrays.stream(ScaleType.FloatScale.values()), integers)
        .filter(t -> ScaleCode.of(t).equals(code))
        .findFirst();
  }
}
