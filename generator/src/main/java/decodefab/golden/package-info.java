/**
 * The bit-exact model of what the fabric computes: number functions first, then operations. Every
 * function here equals its RTL cell bit for bit. Imports {@code model} and {@code graph}.
 */
package decodefab.golden;
