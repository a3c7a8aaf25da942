package decodefab.regress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results as the XML that JUnit's Ant task began and every CI server reads: a suite for each job, a
 * test case for each of its stages. A lint, mismatch, run or time failure is a {@code failure},
 * what kept the job from being judged an {@code error}.
 */
public final class JUnitXml {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final XMLStreamWriter xml;
  private final Instant start;
  private final Function<JobResult, String> reproduce;

  private JUnitXml(XMLStreamWriter xml, Instant start, Function<JobResult, String> reproduce) {
    this.xml = xml;
    this.start = start;
    this.reproduce = reproduce;
  }

  /**
   * Writes all results.
   *
   * @param start when the regression was begun
   * @param reproduce the command that shows a failure again
   */
  public static void write(
      OutputStream out,
      List<JobResult> results,
      Instant start,
      Function<JobResult, String> reproduce)
      throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      new JUnitXml(xml, start, reproduce).suites(results);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void suites(List<JobResult> results) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "decodefab regress");
    counts(results.stream().flatMap(r -> r.stages().stream()).toList());
    for (int i = 0; i < results.size(); i++) {
      suite(results.get(i), i);
    }
    line(0);
    xml.writeEndElement();
    line(0);
    xml.writeEndDocument();
  }

  private void counts(List<StageResult> stages) throws XMLStreamException {
    long errors = stages.stream().filter(JUnitXml::isError).count();
    long failed = stages.stream().filter(s -> s.failure().isPresent()).count();
    xml.writeAttribute("tests", "" + stages.size());
    xml.writeAttribute("failures", "" + (failed - errors));
    xml.writeAttribute("errors", "" + errors);
    xml.writeAttribute("skipped", "" + stages.stream().filter(s -> !s.ran()).count());
    xml.writeAttribute("time", seconds(stages.stream().mapToDouble(StageResult::seconds).sum()));
  }

  private void suite(JobResult result, int id) throws XMLStreamException {
    line(1);
    xml.writeStartElement("testsuite");
    attribute("name", result.name());
    counts(result.stages());
    xml.writeAttribute("timestamp", TIME.format(start));
    xml.writeAttribute("hostname", "localhost");
    xml.writeAttribute("id", "" + id);
    attribute("package", "decodefab.regress");
    properties(result);
    for (StageResult stage : result.stages()) {
      testCase(result, stage);
    }
    line(1);
    xml.writeEndElement();
  }

  private void properties(JobResult result) throws XMLStreamException {
    line(2);
    xml.writeStartElement("properties");
    property("from", result.origin().text());
    property("key", result.key());
    if (result.figures().tokens() > 0) {
      property(
          "cycles_per_token",
          String.format(Locale.ROOT, "%.1f", result.figures().cyclesPerToken()));
      property("values_compared", "" + result.figures().values());
    }
    line(2);
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    line(3);
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    attribute("value", value);
  }

  private void testCase(JobResult result, StageResult stage) throws XMLStreamException {
    line(2);
    boolean plain = stage.ran() && stage.failure().isEmpty();
    if (plain) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    // Servers cut the class name at dots into packages, and a job's name may have some.
    attribute("classname", "decodefab.regress." + result.name().replace('.', '_'));
    xml.writeAttribute("name", stage.stage().text());
    xml.writeAttribute("time", seconds(stage.seconds()));
    if (plain) {
      return;
    }
    line(3);
    if (stage.failure().isPresent()) {
      failure(result, stage.failure().get(), isError(stage) ? "error" : "failure");
    } else {
      xml.writeEmptyElement("skipped");
    }
    line(2);
    xml.writeEndElement();
  }

  private void failure(JobResult result, Failure failure, String element)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("message", failure.message());
    xml.writeAttribute("type", failure.kind().text());
    xml.writeCharacters(
        legal(
            failure.message()
                + "\n"
                + failure.detail()
                + "\n\nreproduce: "
                + reproduce.apply(result)
                + "\n"));
    xml.writeEndElement();
  }

  private static boolean isError(StageResult stage) {
    return stage
        .failure()
        .map(
            f ->
                switch (f.kind()) {
                  case INPUT, TOOL, INTERNAL -> true;
                  case LINT, MISMATCH, RUN, TIME -> false;
                })
        .orElse(false);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  /** Tools print anything; XML has no way to write most control characters. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean printable = c >= 0x20 && (c < 0xd800 || c > 0xdfff) && c < 0xfffe;
              boolean space = c == '\n' || c == '\t';
              legal.appendCodePoint(printable || space || c > 0xffff ? c : 0xfffd);
            });
    return legal.toString();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
