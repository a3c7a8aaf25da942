package decodefab.accuracy;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the few shapes of a drawing as SVG, escaped where needed. */
final class SvgWriter {
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  /** Where a text begins or ends. */
  enum Anchor {
    START("start"),
    END("end");

    private final String word;

    Anchor(String word) {
      this.word = word;
    }
  }

  /** A drawing of some size, in pixels. */
  SvgWriter(int width, int height, String title) {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(SVG);
      xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
      xml.writeAttribute("width", "" + width);
      xml.writeAttribute("height", "" + height);
      xml.writeAttribute("font-family", "sans-serif");
      xml.writeAttribute("font-size", "13");
      xml.writeStartElement("title");
      xml.writeCharacters(title);
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
    box(0, 0, width, height, "#ffffff");
  }

  void box(double x, double y, double width, double height, String fill) {
    element("rect", "x", x, "y", y, "width", Math.max(0, width), "height", height, "fill", fill);
  }

  void line(double x1, double y1, double x2, double y2, String stroke) {
    element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke);
  }

  void words(double x, double y, Anchor anchor, String words) {
    try {
      xml.writeCharacters("\n");
      xml.writeStartElement("text");
      attributes("x", x, "y", y, "text-anchor", anchor.word);
      xml.writeCharacters(words);
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /** The whole drawing; nothing can be added after. */
  String finish() {
    try {
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.close();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  private void element(String name, Object... attributes) {
    try {
      xml.writeCharacters("\n");
      xml.writeEmptyElement(name);
      attributes(attributes);
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /** Names and values by turns. */
  private void attributes(Object... pairs) throws XMLStreamException {
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      String shown = value instanceof Double d ? String.format(Locale.ROOT, "%.1f", d) : "" + value;
      xml.writeAttribute((String) pairs[i], shown);
    }
  }

  private static IllegalStateException unwritable(XMLStreamException e) {
    return new IllegalStateException("a string cannot fail to be written", e);
  }
}
