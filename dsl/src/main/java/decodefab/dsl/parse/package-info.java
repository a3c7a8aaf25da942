/**
 * Text to AST: the only user of ANTLR, none of which shows outside. Imports {@code diag} and {@code
 * dsl.ast}; the classes that ANTLR writes from the grammar are in this package too.
 */
package decodefab.dsl.parse;
