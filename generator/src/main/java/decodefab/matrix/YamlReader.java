package decodefab.matrix;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.diag.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads YAML with the place of everything in it. Anchors are refused: a few of them, one inside the
 * other, make a file of a line as large as memory.
 */
final class YamlReader {
  /** Deeper than any matrix. */
  private static final int MOST_DEPTH = 16;

  private final SourceText source;
  private final YAMLParser parser;

  private YamlReader(SourceText source, YAMLParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * Reads a text of one document.
   *
   * @throws InputException where it is no YAML, or has anchors, a key twice or a second document
   */
  static YamlNode read(SourceText source) throws InputException {
    try (YAMLParser parser = new YAMLFactory().createParser(source.text())) {
      YamlReader reader = new YamlReader(source, parser);
      if (parser.nextToken() == null) {
        throw reader.refuse(new Span(source, 0, 0), "this file is empty", "name a design in it");
      }
      YamlNode node = reader.node(0);
      if (parser.nextToken() != null) {
        throw reader.refuse(
            reader.here(), "a second document in one file", "give each matrix a file of its own");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new InputException(
          MatrixCode.NOT_YAML.at(
              place(source, e.getLocation()),
              "this is not YAML: " + reason(e),
              "quote a value that holds `: `, `#`, `{`, `[`, `*` or `&`"));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
  }

  private YamlNode node(int depth) throws IOException, InputException {
    Span start = here();
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw refuse(start, "anchors and aliases are not read", "write the value out");
    }
    if (depth > MOST_DEPTH) {
      throw refuse(start, "nested too deep", "a matrix has three levels");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return fields(start, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(depth + 1));
      }
      return new YamlNode.Items(items, whole(start, items.isEmpty() ? start : last(items)));
    }
    return scalar(start);
  }

  private YamlNode.Fields fields(Span start, int depth) throws IOException, InputException {
    List<YamlNode.Field> fields = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Span end = start;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      YamlNode.Scalar key = scalar(here());
      if (!keys.add(key.text())) {
        throw refuse(key.span(), "`" + key.text() + "` twice", "each key stands once");
      }
      parser.nextToken();
      YamlNode value = node(depth + 1);
      fields.add(new YamlNode.Field(key, value));
      end = value.span();
    }
    return new YamlNode.Fields(fields, whole(start, end));
  }

  private YamlNode.Scalar scalar(Span span) throws IOException {
    boolean empty = parser.currentToken() == JsonToken.VALUE_NULL;
    return new YamlNode.Scalar(empty ? "" : parser.getText().strip(), span);
  }

  private static Span last(List<YamlNode> items) {
    return items.getLast().span();
  }

  private static Span whole(Span start, Span end) {
    return new Span(start.source(), start.start(), Math.max(start.end(), end.end()));
  }

  /** Where the current token stands: a value with its quotes, of anything larger the beginning. */
  private Span here() {
    int from = offset(source, parser.currentTokenLocation());
    int to = offset(source, parser.currentLocation());
    boolean value = parser.currentToken() != null && parser.currentToken().isScalarValue();
    boolean word = value || parser.currentToken() == JsonToken.FIELD_NAME;
    return new Span(source, from, word ? Math.max(from, to) : from);
  }

  private static Span place(SourceText source, JsonLocation location) {
    int offset = location == null ? 0 : offset(source, location);
    return new Span(source, offset, offset);
  }

  /** The parser counts code points, a span characters. */
  private static int offset(SourceText source, JsonLocation location) {
    String text = source.text();
    long points = Math.clamp(location.getCharOffset(), 0, text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, (int) points);
  }

  private static String reason(JsonProcessingException failure) {
    String first = failure.getOriginalMessage().lines().findFirst().orElse("").strip();
    return first.isEmpty() ? "it cannot be read" : first;
  }

  private InputException refuse(Span span, String message, String help) {
    return new InputException(MatrixCode.NOT_YAML.at(span, message, help));
  }
}
