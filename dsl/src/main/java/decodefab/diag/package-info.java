/**
 * Source text, spans and diagnostics: what every stage uses to say that its input is wrong, where,
 * and what would be legal. Imports nothing of this project.
 */
package decodefab.diag;
