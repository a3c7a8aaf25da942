/**
 * How many seeded faults of the cells the simulation tests find: {@code sim-tests/formal/
 * MUTATION.md}. May import every package of these tests.
 */
package decodefab.simtests.mutation;
