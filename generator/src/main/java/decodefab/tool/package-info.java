/**
 * Programs that decodefab calls (Verilator, g++, make, ...), and the folders that their work lands
 * in: finding them on a search path, asking for their version, running them with a time limit,
 * installing them where that is allowed, and keeping results so that a half-written one is never
 * taken for whole.
 *
 * <p>No shell is ever involved: every command is a list of arguments. Imports {@code
 * decodefab.diag} only.
 */
package decodefab.tool;
