/**
 * What was written, as typed records with spans: no value is checked or filled in here. {@link
 * decodefab.dsl.ast.AstPrinter} writes it back as text that parses to the same records. Imports
 * {@code diag}.
 */
package decodefab.dsl.ast;
