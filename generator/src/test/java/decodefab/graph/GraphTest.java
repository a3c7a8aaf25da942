package decodefab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import decodefab.model.ModelShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Path GENERATOR = Path.of(System.getProperty("decodefab.home"), "generator");

  private static DecodeGraph tiny() {
    ModelShape shape =
        new ModelShape(
            64, 32, 2, 40, 4, 2, 8, 48, 1e4, 1e-5, false, OptionalInt.of(1), OptionalInt.of(2));
    Map<String, TensorFormat> formats = new LinkedHashMap<>();
    for (String role :
        List.of(
            "attention.q",
            "attention.k",
            "attention.v",
            "attention.o",
            "mlp.gate",
            "mlp.up",
            "mlp.down")) {
      formats.put(role, TensorFormat.grouped(ElementCodes.signed(4), 32, ScaleCode.F16));
    }
    formats.put("embedding", TensorFormat.grouped(ElementCodes.signed(8), 32, ScaleCode.F16));
    formats.put("lm_head", TensorFormat.grouped(ElementCodes.signed(8), 32, ScaleCode.F16));
    return GraphBuilder.build(shape, new Precision(4, 32, 32, 2, formats));
  }

  @Test
  void theTextOfATinyModelIsAsKept() throws IOException {
    String text = GraphPrinter.print(tiny());
    Path proposal = GENERATOR.resolve("target/tiny-graph.txt");
    Files.createDirectories(proposal.getParent());
    Files.writeString(proposal, text);

    assertThat(text)
        .as(
            "the graph changed; if it should, copy generator/target/tiny-graph.txt to the resources")
        .isEqualTo(
            Files.readString(
                GENERATOR.resolve("src/test/resources/decodefab/graph/tiny-graph.txt")));
  }

  @Test
  void aValueThatIsReadBeforeItIsWrittenIsRefused() {
    DecodeGraph graph = tiny();
    List<Op> body = graph.body();
    int refused = 0;
    for (int i = 0; i < body.size(); i++) {
      // Without an operation, what it alone writes is missing where it is read.
      List<Op> rest = new ArrayList<>(body);
      Op removed = rest.remove(i);
      List<String> lost = removed.outputs().stream().map(Value::name).toList();
      boolean needed =
          rest.stream().flatMap(op -> op.inputs().stream()).anyMatch(v -> lost.contains(v.name()))
              && graph.prologue().stream().noneMatch(op -> writes(op, lost))
              && rest.stream().noneMatch(op -> writes(op, lost));
      if (needed) {
        assertThatThrownBy(() -> GraphVerifier.verify(graph.prologue(), rest, graph.epilogue()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageMatching("[\\w.]+ is read before it is written");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  private static boolean writes(Op op, List<String> names) {
    return op.outputs().stream().anyMatch(v -> names.contains(v.name()));
  }

  @Test
  void theOrderOfSectionsCounts() {
    DecodeGraph graph = tiny();

    assertThatThrownBy(() -> GraphVerifier.verify(graph.body(), graph.prologue(), graph.epilogue()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("residual is read before it is written");
  }

  @Test
  void oneNameWithTwoExtentsIsRefused() {
    Value four = new Value("x", Value.Kind.VECTOR, new Extent.Fixed(4));
    Value eight = new Value("x", Value.Kind.VECTOR, new Extent.Fixed(8));

    assertThatThrownBy(
            () ->
                GraphVerifier.verify(
                    List.of(new Op.LoadRotary(false, four), new Op.LoadRotary(true, eight)),
                    List.of(),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x:vector[4] against x:vector[8]");
  }

  @Test
  void equalGraphsHaveEqualTexts() {
    assertThat(GraphPrinter.print(tiny())).isEqualTo(GraphPrinter.print(tiny()));
  }
}
