/**
 * How much a design's number formats cost the model: golden against the float reference over a
 * text, and the float reference with one tensor at a time in its format. Imports {@code
 * decodefab.golden}, {@code decodefab.reference}, what these import, and {@code decodefab.design}.
 */
package decodefab.accuracy;
