/**
 * Regressions: many designs through the same stages, several at a time, with their results kept by
 * what determines them, in a run folder, as JUnit XML and in a history.
 *
 * <p>Imports {@code decodefab.matrix}, which says what is to be run, {@code decodefab.coverage} and
 * what a stage needs: {@code estimate}, {@code rtl}, {@code sim}, {@code tool} and what these stand
 * on. It is the only user of {@code java.sql}.
 */
package decodefab.regress;
