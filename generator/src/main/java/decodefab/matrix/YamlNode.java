package decodefab.matrix;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** Something that was written in a YAML file, with its place. */
sealed interface YamlNode {
  /** Where it stands. */
  Span span();

  /** What it is, for a message. */
  String kind();

  /** A single value; empty where a key has none. */
  record Scalar(String text, Span span) implements YamlNode {
    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(span, "span");
    }

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A list. */
  record Items(List<YamlNode> items, Span span) implements YamlNode {
    public Items {
      items = List.copyOf(items);
      Objects.requireNonNull(span, "span");
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, each key once. */
  record Fields(List<Field> fields, Span span) implements YamlNode {
    public Fields {
      fields = List.copyOf(fields);
      Objects.requireNonNull(span, "span");
    }

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** One key and its value. */
  record Field(Scalar key, YamlNode value) {
    public Field {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }
}
