/**
 * Power of a decoding fabric by part, from activity counts and the tables of {@link
 * decodefab.tech}. Imports {@code tech} and nothing else of this project.
 */
package decodefab.power;
