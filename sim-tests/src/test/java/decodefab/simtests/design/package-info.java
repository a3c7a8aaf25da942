/**
 * Whole designs: emitted, checked by other tools, simulated and compared with the golden model.
 * Imports everything below the command line.
 */
package decodefab.simtests.design;
