package decodefab.sim;

/**
 * How long an instruction took within one token.
 *
 * @param engine 0 vector, 1 matvec, 2 store
 * @param pc its address in the program
 * @param count how often it ran: once per layer in the body
 * @param cycles from its start to its last write, summed over those runs
 */
public record OpCycles(int engine, int pc, long count, long cycles) {}
