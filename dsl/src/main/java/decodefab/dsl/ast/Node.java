package decodefab.dsl.ast;

import decodefab.diag.Span;

/** Anything that was written in a source text, with the place where it stands. */
public sealed interface Node
    permits Argument,
        Clause,
        Expression,
        FileNode,
        FormatOption,
        FormatSpec,
        Item,
        ModelPart,
        Name,
        NumberLiteral,
        Pattern,
        Quantity,
        Segment,
        Setting,
        SparsitySpec,
        Statement,
        StringLiteral {
  /** Where it stands. */
  Span span();
}
