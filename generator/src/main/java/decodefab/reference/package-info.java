/**
 * The model as published, in floating point and without any quantization: what the bit-exact golden
 * model is judged against. Written from the architecture's description alone, so that a mistake in
 * the decode graph cannot hide in both. Imports {@code decodefab.model} and {@code decodefab.diag}.
 */
package decodefab.reference;
