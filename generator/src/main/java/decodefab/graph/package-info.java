/**
 * The decode graph: what one token's step computes, as sealed operation records over named values,
 * in the order and with the roundings of the fabric. Prologue, one layer body and epilogue; the
 * body runs once per layer. Imports {@code decodefab.design} and {@code decodefab.model}.
 */
package decodefab.graph;
