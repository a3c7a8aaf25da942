package decodefab.cocotb;

import decodefab.cocotb.TestCase.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the file that cocotb writes when all of its tests have ended, in the form of JUnit. */
final class ResultsReader {
  private ResultsReader() {}

  /** The results; empty where there is no file, or it is not whole. */
  static Optional<CocotbResults> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      List<TestCase> tests = new ArrayList<>();
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("testcase")) {
          tests.add(test(xml));
        }
      }
      return Optional.of(new CocotbResults(tests));
    } catch (IOException | XMLStreamException e) {
      return Optional.empty(); // a file that was cut short is no verdict
    }
  }

  private static TestCase test(XMLStreamReader xml) throws XMLStreamException {
    String module = attribute(xml, "classname");
    String name = attribute(xml, "name");
    double seconds = number(attribute(xml, "time"));
    Status status = Status.PASSED;
    String message = "";
    double simulated = 0;
    while (!(xml.next() == XMLStreamConstants.END_ELEMENT
        && xml.getLocalName().equals("testcase"))) {
      if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "failure", "error" -> {
          status = Status.FAILED;
          message = attribute(xml, "message");
          String kind = attribute(xml, "type");
          if (message.isEmpty() || !message.startsWith(kind)) {
            message = message.isEmpty() ? kind : kind + ": " + message;
          }
        }
        case "skipped" -> {
          status = Status.SKIPPED;
          message = attribute(xml, "message");
        }
        case "property" -> {
          if (attribute(xml, "name").equals("sim_time_duration")) {
            simulated = number(attribute(xml, "value"));
          }
        }
        default -> {
          // Other elements say nothing that decides.
        }
      }
    }
    return new TestCase(module, name, status, message, simulated, seconds);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
