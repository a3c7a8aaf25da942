/**
 * What a run leaves for people to look at in other programs. Imports {@code decodefab.plan} and
 * everything above it.
 */
package decodefab.report;
