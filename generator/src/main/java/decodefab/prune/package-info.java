/**
 * Which weights of a model become zero where its design asks for sparsity. Imports {@code diag},
 * {@code design}, {@code format}, {@code model} and {@code calibrate}.
 */
package decodefab.prune;
