package decodefab.dsl;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.Nearest;
import decodefab.diag.SourceText;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.DesignDefinition;
import decodefab.dsl.ast.FileNode;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.MemoryDefinition;
import decodefab.dsl.ast.ModelPart;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.Node;
import decodefab.dsl.ast.Pattern;
import decodefab.dsl.ast.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Works changes into the text of a design: what stands there already is replaced where it stands,
 * what does not is added before the design's last brace.
 */
final class ChangeWriter {
  private static final Set<String> DATAPATH =
      Set.of("clock", "lanes", "wide_lanes", "vector", "batch");
  private static final Set<String> TILE = Set.of("rows", "cols");
  private static final Set<String> MODEL =
      Set.of("vocab", "dim", "layers", "context", "head_dim", "eps");
  private static final Set<String> RULES = Set.of("quantize", "sparsity", "place");
  private static final Set<String> DEFINITIONS = Set.of("memory", "format");
  private static final List<String> KEYS =
      Stream.of(DATAPATH, TILE, MODEL, RULES, DEFINITIONS, Set.of("target"))
          .flatMap(Set::stream)
          .sorted()
          .toList();

  /** One replacement in the old text; the same place may be written to several times. */
  private record Edit(int start, int end, String text, Optional<DesignChange> change) {}

  private final SourceText source;
  private final FileNode file;
  private final DesignDefinition design;
  private final String code;
  private final List<Edit> edits = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, Set<String>> replaced = new LinkedHashMap<>();

  /** What {@link #size} is to be afterwards. */
  private int expected;

  ChangeWriter(FileNode file, String code) {
    this.source = file.span().source();
    this.file = file;
    this.code = code;
    this.design =
        file.items().stream()
            .filter(DesignDefinition.class::isInstance)
            .map(DesignDefinition.class::cast)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no design in " + source.name()));
    this.expected = size(file);
  }

  ChangedDesign write(List<DesignChange> changes) throws InputException {
    Map<String, List<DesignChange>> blocks = new LinkedHashMap<>();
    for (DesignChange change : changes) {
      String[] words = change.key().strip().split("\\s+", 2);
      if (DATAPATH.contains(change.key())) {
        blocks.computeIfAbsent("datapath", b -> new ArrayList<>()).add(change);
      } else if (TILE.contains(change.key())) {
        blocks.computeIfAbsent("tile matvec", b -> new ArrayList<>()).add(change);
      } else if (MODEL.contains(change.key())) {
        model(change);
      } else if (change.key().equals("target")) {
        replaceOrAdd(first(Clause.TargetClause.class).map(Node.class::cast), "target ", change);
      } else if (words.length == 2 && RULES.contains(words[0])) {
        rule(words[0], words[1], change);
      } else if (words.length == 2 && DEFINITIONS.contains(words[0])) {
        definition(words[0], words[1], change);
      } else {
        unknown(change, words[0]);
      }
    }
    blocks.forEach(this::block);
    removeReplaced();
    ChangedDesign changed = changed();
    if (problems.isEmpty()) {
      checkSize(changed, changes);
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return changed;
  }

  private void unknown(DesignChange change, String word) {
    boolean lacksObject = RULES.contains(word) || DEFINITIONS.contains(word);
    problems.add(
        Diagnostic.error(
            code,
            lacksObject
                ? "`" + word + "` does not say what it is about"
                : "a design has nothing called `" + change.key() + "` that could be overridden",
            change.keySpan(),
            lacksObject
                ? "write such as: " + word + (RULES.contains(word) ? " mlp.*: ..." : " name: ...")
                : Nearest.help(change.key(), KEYS, "setting")));
  }

  /** Settings of a block: in their places, or at its end, or in a new block. */
  private void block(String opening, List<DesignChange> changes) {
    Optional<? extends Node> block =
        opening.equals("datapath")
            ? first(Clause.DatapathBlock.class)
            : first(Clause.TileBlock.class);
    List<Setting> settings = block.map(ChangeWriter::settings).orElse(List.of());
    if (block.isEmpty()) {
      add("\n  " + opening + " {", Optional.empty());
      expected++;
    }
    int end = block.map(b -> b.span().end() - 1).orElse(lastBrace());
    for (DesignChange change : changes) {
      Optional<Setting> there =
          settings.stream().filter(s -> s.key().text().equals(change.key())).findFirst();
      boolean count = change.key().equals("vector") && change.value().matches("[0-9]+");
      String text = change.text() + (count ? " x fp32" : "");
      if (there.isPresent()) {
        replace(there.get(), text, change);
      } else {
        edits.add(new Edit(end, end, " " + text + " ", Optional.of(change)));
        expected++;
      }
    }
    if (block.isEmpty()) {
      add("}\n", Optional.empty());
    }
  }

  private void model(DesignChange change) {
    Optional<Clause.ModelBlock> block = first(Clause.ModelBlock.class);
    if (block.isEmpty()) {
      problems.add(
          Diagnostic.error(
              code,
              source.name()
                  + " takes its model from a file, whose `"
                  + change.key()
                  + "` cannot be overridden",
              change.keySpan(),
              "exclude this design from this override"));
      return;
    }
    Optional<ModelPart.Size> there =
        block.get().parts().stream()
            .filter(ModelPart.Size.class::isInstance)
            .map(ModelPart.Size.class::cast)
            .filter(s -> s.key().text().equals(change.key()))
            .findFirst();
    if (there.isPresent()) {
      replace(there.get(), change.text(), change);
    } else {
      int end = block.get().span().end() - 1;
      edits.add(new Edit(end, end, " " + change.text() + " ", Optional.of(change)));
      expected++;
    }
  }

  /** A rule with the same pattern is contradicted, not refined: it has to go. */
  private void rule(String kind, String patterns, DesignChange change) {
    Arrays.stream(patterns.split(","))
        .map(p -> p.replaceAll("\\s", ""))
        .forEach(p -> replaced.computeIfAbsent(kind, k -> new HashSet<>()).add(p));
    String joint = Map.of("quantize", " as ", "sparsity", " = ", "place", " in ").get(kind);
    add("\n  " + kind + " " + patterns + joint + change.value() + "\n", Optional.of(change));
    expected++;
  }

  private void definition(String kind, String name, DesignChange change) {
    Optional<Node> there =
        Stream.concat(design.clauses().stream(), file.items().stream())
            .filter(n -> definedName(n, kind).filter(d -> d.text().equals(name)).isPresent())
            .map(Node.class::cast)
            .findFirst();
    replaceOrAdd(there, kind + " " + name + (kind.equals("format") ? " = " : " "), change);
  }

  private static Optional<Name> definedName(Node node, String kind) {
    if (node instanceof MemoryDefinition memory && kind.equals("memory")) {
      return Optional.of(memory.name());
    }
    return node instanceof FormatDefinition format && kind.equals("format")
        ? Optional.of(format.name())
        : Optional.empty();
  }

  private void replaceOrAdd(Optional<Node> there, String opening, DesignChange change) {
    if (there.isPresent()) {
      replace(there.get(), opening + change.value(), change);
    } else {
      add("\n  " + opening + change.value() + "\n", Optional.of(change));
      expected++;
    }
  }

  /** Takes the replaced patterns out of their clauses, and clauses without a pattern out too. */
  private void removeReplaced() {
    for (Clause clause : design.clauses()) {
      String kind = kind(clause);
      List<Pattern> patterns = patterns(clause);
      Set<String> gone = replaced.getOrDefault(kind, Set.of());
      List<Pattern> left = patterns.stream().filter(p -> !gone.contains(p.text())).toList();
      if (left.size() == patterns.size()) {
        continue;
      }
      if (left.isEmpty()) {
        edits.add(new Edit(clause.span().start(), clause.span().end(), "", Optional.empty()));
        expected--;
      } else {
        edits.add(
            new Edit(
                patterns.getFirst().span().start(),
                patterns.getLast().span().end(),
                left.stream().map(Pattern::text).collect(Collectors.joining(", ")),
                Optional.empty()));
      }
    }
  }

  /** What a rule is of; empty for a clause that is none. */
  private static String kind(Clause clause) {
    return clause instanceof Clause.Quantize
        ? "quantize"
        : clause instanceof Clause.SparsityRule
            ? "sparsity"
            : clause instanceof Clause.Place ? "place" : "";
  }

  private static List<Pattern> patterns(Clause clause) {
    if (clause instanceof Clause.Quantize quantize) {
      return quantize.patterns();
    }
    if (clause instanceof Clause.SparsityRule sparsity) {
      return sparsity.patterns();
    }
    return clause instanceof Clause.Place place ? place.patterns() : List.of();
  }

  private static List<Setting> settings(Node block) {
    if (block instanceof Clause.DatapathBlock datapath) {
      return datapath.settings();
    }
    return block instanceof Clause.TileBlock tile ? tile.settings() : List.of();
  }

  private void replace(Node node, String text, DesignChange change) {
    edits.add(new Edit(node.span().start(), node.span().end(), text, Optional.of(change)));
  }

  private void add(String text, Optional<DesignChange> change) {
    edits.add(new Edit(lastBrace(), lastBrace(), text, change));
  }

  private int lastBrace() {
    return design.span().end() - 1;
  }

  private <T extends Clause> Optional<T> first(Class<T> type) {
    return design.clauses().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private ChangedDesign changed() {
    StringBuilder text = new StringBuilder();
    List<ChangedDesign.Piece> pieces = new ArrayList<>();
    int from = 0;
    List<Edit> inOrder = edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
    for (Edit edit : inOrder) {
      keep(text, pieces, from, edit.start());
      int start = text.length();
      text.append(edit.text());
      pieces.add(new ChangedDesign.Piece(start, text.length(), edit.start(), edit.change()));
      from = edit.end();
    }
    keep(text, pieces, from, source.text().length());
    return new ChangedDesign(source, new SourceText(source.name(), text.toString()), pieces);
  }

  private void keep(StringBuilder text, List<ChangedDesign.Piece> pieces, int from, int to) {
    int start = text.length();
    text.append(source.text(), from, to);
    pieces.add(new ChangedDesign.Piece(start, text.length(), from, Optional.empty()));
  }

  /** A value that closes its clause and opens others would change more than it says. */
  private void checkSize(ChangedDesign changed, List<DesignChange> changes) {
    int found;
    try {
      found = size(DesignReader.parseAst(changed.source()));
    } catch (InputException e) {
      return; // whoever reads the text finds that out too, and says where
    }
    if (found != expected) {
      problems.add(
          Diagnostic.error(
              code,
              "a value of this override holds more than what stands behind its key",
              changes.getFirst().keySpan(),
              "give each thing that is overridden a key of its own"));
    }
  }

  /** How many things a file says, comments aside. */
  private static int size(FileNode file) {
    int size = file.items().size();
    for (Node item : file.items()) {
      if (item instanceof DesignDefinition design) {
        size += design.clauses().size();
        for (Clause clause : design.clauses()) {
          size += settings(clause).size();
          size += clause instanceof Clause.ModelBlock model ? model.parts().size() : 0;
        }
      }
    }
    return size;
  }
}
