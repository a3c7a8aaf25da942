/**
 * The bit-exact model of what the fabric computes: number functions first, then operations. Every
 * function here equals its RTL cell bit for bit. Imports {@code model}, {@code graph} and {@code
 * calibrate}.
 */
package decodefab.golden;
