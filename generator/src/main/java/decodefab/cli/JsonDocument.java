package decodefab.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A JSON document of a command: an object that starts with its schema and that schema's version.
 */
final class JsonDocument {
  /** Writes the fields that follow. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonDocument() {}

  /**
   * The text of a document.
   *
   * @param schema its name, such as {@code decodefab.doctor}
   * @param version counts up whenever a reader of the previous version would misread the document
   */
  static String text(String schema, int version, Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter()));
      json.writeStartObject();
      json.writeStringField("schema", schema);
      json.writeNumberField("version", version);
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  private static DefaultIndenter indenter() {
    return new DefaultIndenter("  ", "\n");
  }
}
