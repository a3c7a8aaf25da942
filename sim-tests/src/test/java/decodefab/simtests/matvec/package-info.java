/**
 * Tests of the matvec engine, the store engine and the KV memories: random commands against models
 * written from {@code templates/FABRIC.md}, with pauses and backpressure. Imports {@code golden}
 * and the helpers of {@code decodefab.simtests.cell}.
 */
package decodefab.simtests.matvec;
