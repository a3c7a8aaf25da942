package decodefab.dsl;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.diag.Span;
import decodefab.dsl.ast.FileNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A design's text with some of its clauses replaced. The file itself is not touched: the new text
 * is read in its place, by {@link DesignReader#read(SourceText, java.nio.file.Path)}.
 */
public final class ChangedDesign {
  /**
   * A stretch of the new text.
   *
   * @param start first character in the new text
   * @param end one past the last
   * @param base first character of the stretch in the text before; of one that was put in, where it
   *     was put
   * @param change what put it in; empty for a stretch of the text before
   */
  record Piece(int start, int end, int base, Optional<DesignChange> change) {}

  private final SourceText before;
  private final SourceText source;
  private final List<Piece> pieces;

  ChangedDesign(SourceText before, SourceText source, List<Piece> pieces) {
    this.before = Objects.requireNonNull(before, "before");
    this.source = Objects.requireNonNull(source, "source");
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Changes a design.
   *
   * @param file the design, as it was parsed without an error
   * @param changes what it is to say; each key once
   * @throws InputException where a change is about nothing that a design has, or is more than one
   *     thing; each diagnostic has the given code and lies in the text of the changes
   */
  public static ChangedDesign of(FileNode file, List<DesignChange> changes, String code)
      throws InputException {
    return new ChangeWriter(file, code).write(changes);
  }

  /** The new text, under the name of the design. */
  public SourceText source() {
    return source;
  }

  /**
   * Says of the changes what was found wrong with the new text: what lies in a change is said of
   * its value, all else of all changes.
   *
   * @param found what a reader of the new text reported
   * @param all where all of the changes stand
   * @param code of the new diagnostics
   */
  public List<Diagnostic> explain(List<Diagnostic> found, Span all, String code) {
    return found.stream().map(d -> explain(d, all, code)).distinct().toList();
  }

  private Diagnostic explain(Diagnostic found, Span all, String code) {
    Optional<Piece> piece =
        found.span().filter(s -> s.source().equals(source)).map(s -> piece(s.start()));
    Optional<Span> change = piece.flatMap(Piece::change).map(DesignChange::valueSpan);
    String place =
        piece
            .filter(p -> p.change().isEmpty())
            .map(p -> place(p.base() + found.span().orElseThrow().start() - p.start()))
            .orElse("");
    return new Diagnostic(
        code,
        found.severity(),
        "this override of "
            + source.name()
            + " is refused: "
            + found.message()
            + place
            + " ["
            + found.code()
            + "]",
        Optional.of(change.orElse(all)),
        found.help());
  }

  private String place(int offset) {
    return " (" + before.name() + ":" + before.line(offset) + ":" + before.column(offset) + ")";
  }

  private Piece piece(int offset) {
    return pieces.stream()
        .filter(p -> offset >= p.start() && offset < p.end())
        .findFirst()
        .orElse(pieces.getLast());
  }
}
