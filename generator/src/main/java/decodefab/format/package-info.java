/**
 * Number formats as data: what each stored code of an element or a scale means, and how real
 * numbers become codes. A format here is a decode table, a scale type and a grouping; nothing else
 * in the compiler knows one format from another. Imports {@code decodefab.design} and {@code
 * decodefab.diag} of the language module and nothing of this one.
 */
package decodefab.format;
