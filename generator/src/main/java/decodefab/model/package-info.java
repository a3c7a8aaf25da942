/**
 * Language models as the compiler sees them: their shape, their weights and their tokenizer, read
 * from a Hugging Face folder or a GGUF file, or made up from a seed. Files are treated as hostile:
 * every claim they make about sizes and places is checked before it is used, and every refusal is
 * an {@link decodefab.diag.InputException} with a code of {@code generator/DIAGNOSTICS.md}. Imports
 * {@code decodefab.diag} and {@code decodefab.format} only; the sole user of the JSON library for
 * model files.
 */
package decodefab.model;
