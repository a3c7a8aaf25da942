package decodefab.tech;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the shipped tables: item, attribute, number. All tables share one header, so that a number
 * is read, checked and documented in one way. A table that is wrong is a fault of this program and
 * ends in an {@link IllegalStateException}.
 */
final class TechTable {
  private static final List<String> HEADER =
      List.of("item", "attribute", "low", "nominal", "high", "unit", "sure", "source");

  private final String name;
  private final Map<String, Map<String, Quantity>> rows;

  private TechTable(String name, Map<String, Map<String, Quantity>> rows) {
    this.name = name;
    this.rows = rows;
  }

  /** Reads a table that ships beside this class. */
  static TechTable load(String name) {
    try (InputStream in = TechTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("table " + name + " is not in the program");
      }
      return read(name, in);
    } catch (IOException e) {
      throw new IllegalStateException("table " + name + " cannot be read", e);
    }
  }

  static TechTable read(String name, InputStream in) throws IOException {
    Map<String, Map<String, Quantity>> rows = new LinkedHashMap<>();
    // The token parser alone: data binding would cost every command a fifth of a second.
    try (CsvParser parser = new CsvFactory().createParser(in)) {
      if (!nextLine(parser).equals(HEADER)) {
        throw new IllegalStateException("table " + name + " does not start with " + HEADER);
      }
      for (List<String> line = nextLine(parser); !line.isEmpty(); line = nextLine(parser)) {
        add(name, rows, line);
      }
    }
    return new TechTable(name, rows);
  }

  /** The fields of the next line; none at the end of the table. */
  private static List<String> nextLine(CsvParser parser) throws IOException {
    List<String> fields = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.END_ARRAY) {
        break;
      }
      if (token == JsonToken.VALUE_STRING) {
        fields.add(parser.getText());
      }
    }
    return fields;
  }

  private static void add(
      String name, Map<String, Map<String, Quantity>> rows, List<String> fields) {
    try {
      if (fields.size() != HEADER.size()) {
        throw new IllegalArgumentException("expected " + HEADER.size() + " fields");
      }
      Quantity quantity =
          new Quantity(
              Double.parseDouble(fields.get(2)),
              Double.parseDouble(fields.get(3)),
              Double.parseDouble(fields.get(4)),
              Unit.ofSymbol(fields.get(5))
                  .orElseThrow(() -> new IllegalArgumentException("unit " + fields.get(5))),
              Sureness.valueOf(fields.get(6)),
              fields.get(7));
      Map<String, Quantity> item =
          rows.computeIfAbsent(fields.get(0), key -> new LinkedHashMap<>());
      if (item.put(fields.get(1), quantity) != null) {
        throw new IllegalArgumentException("the row stands there twice");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("table " + name + ", row " + fields, e);
    }
  }

  /** Attributes of every item, both in the order of the file. */
  Map<String, Map<String, Quantity>> rows() {
    return Collections.unmodifiableMap(rows);
  }

  /** A number that must be there, in the unit that its user calculates with. */
  Quantity get(String item, String attribute, Unit unit) {
    Quantity found = rows.getOrDefault(item, Map.of()).get(attribute);
    if (found == null) {
      throw new IllegalStateException("table " + name + " has no " + item + " " + attribute);
    }
    if (found.unit() != unit) {
      throw new IllegalStateException(
          "table %s: %s %s is in %s, not %s"
              .formatted(name, item, attribute, found.unit().symbol(), unit.symbol()));
    }
    return found;
  }
}
