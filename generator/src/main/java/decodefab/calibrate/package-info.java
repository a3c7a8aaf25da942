/**
 * What the matrices of a model are multiplied with over a text: by that it is decided which weights
 * count, and how an error in one can be made up for by others. Imports {@code diag}, {@code
 * format}, {@code model} and {@code reference}.
 */
package decodefab.calibrate;
