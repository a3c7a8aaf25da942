package decodefab.regress;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.matrix.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlTest {
  private static StageResult stage(Stage stage, boolean ran, Failure failure) {
    return new StageResult(stage, ran, 1.25, Optional.ofNullable(failure));
  }

  private static JobResult job(String name, StageResult... stages) {
    return new JobResult(
        name, name, "ab12", JobResult.Origin.RUN, List.of(stages), Figures.NONE, List.of());
  }

  private static final List<JobResult> RESULTS =
      List.of(
          job("fine", stage(Stage.GENERATE, true, null), stage(Stage.LINT, true, null)),
          job(
              "a.b+lanes=3",
              stage(Stage.GENERATE, true, null),
              stage(
                  Stage.LINT,
                  true,
                  new Failure(
                      FailureKind.MISMATCH,
                      "logits[3] is <1> \u0007& not \"2\"",
                      "first difference ]]> \ud83d\ude00")),
              stage(Stage.SIMULATE, false, null)),
          job(
              "wrong",
              stage(Stage.GENERATE, true, new Failure(FailureKind.INPUT, "no such file", ""))));

  private static byte[] xml() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitXml.write(out, RESULTS, Instant.EPOCH, r -> "again " + r.name());
    return out.toByteArray();
  }

  @Test
  void isAsTheUsualSchemaSays() throws Exception {
    try (InputStream schema = JUnitXmlTest.class.getResourceAsStream("/regress/junit.xsd")) {
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(new StreamSource(schema))
          .newValidator()
          .validate(new StreamSource(new ByteArrayInputStream(xml())));
    }
  }

  @Test
  void saysWhatFailedAndHowToSeeItAgain() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml()));
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("tests")).isEqualTo("6");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    assertThat(root.getAttribute("skipped")).isEqualTo("1");
    assertThat(root.getAttribute("time")).isEqualTo("7.500");
    Element failure = (Element) root.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("logits[3] is <1> \ufffd& not \"2\"");
    assertThat(failure.getAttribute("type")).isEqualTo("mismatch");
    assertThat(failure.getTextContent())
        .contains("logits[3] is <1>", "first difference ]]> \ud83d\ude00")
        .contains("reproduce: again a.b+lanes=3");
    Element owner = (Element) failure.getParentNode();
    assertThat(owner.getAttribute("classname")).isEqualTo("decodefab.regress.a_b+lanes=3");
    assertThat(owner.getAttribute("name")).isEqualTo("lint");
    assertThat(root.getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void resultsAreReadAsTheyWereWritten() throws Exception {
    for (JobResult result : RESULTS) {
      assertThat(ResultJson.read(ResultJson.write(result).toString())).isEqualTo(result);
    }
  }
}
