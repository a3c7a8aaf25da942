package decodefab.estimate;

/**
 * When an engine worked on a command, in cycles after the start of the token.
 *
 * @param taken the engine took it from its queue
 * @param issued its last word or slot went into the pipeline
 * @param done all its writes were visible
 * @param posted its tokens were left, if it has any
 * @param work cycles in which it issued something
 * @param stalled cycles in which it could not, for want of data or room
 */
record Span(long taken, long issued, long done, long posted, long work, long stalled) {}
