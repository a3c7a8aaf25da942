/**
 * The command line: arguments in, text and exit codes out. The only package that prints, reads the
 * environment or ends the process; it may import every other package.
 */
package decodefab.cli;
