/**
 * The matrix of a regression: a YAML file that names designs and what is to be varied in them
 * becomes a list of jobs, each a design's text with a seed, a number of tokens and time limits.
 * What is wrong with the file is said of its place there.
 *
 * <p>Imports {@code decodefab.diag}, {@code decodefab.design}, {@code decodefab.dsl}, {@code
 * decodefab.model} and {@code decodefab.plan}, and is the only user of Jackson's YAML.
 */
package decodefab.matrix;
