package decodefab.activity;

/**
 * What a bit has done.
 *
 * @param zero time at 0, in steps of the waveform
 * @param one time at 1
 * @param unknown time at an unknown value
 * @param floating time without a driver
 * @param changes from 0 to 1 and from 1 to 0
 */
record BitActivity(long zero, long one, long unknown, long floating, long changes) {}
