/**
 * Energy, device, board and area tables, each number with its source and its low, nominal and high
 * value, and {@link decodefab.tech.Figure}, the form of every number that decodefab prints. The
 * tables are the CSV files beside these classes; {@code generator/FIGURES.md} says where they come
 * from. Imports nothing of this project.
 */
package decodefab.tech;
