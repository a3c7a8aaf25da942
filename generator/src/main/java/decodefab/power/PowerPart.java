package decodefab.power;

import decodefab.tech.Figure;

/**
 * Power of one part of the machine.
 *
 * @param name what it is, such as {@code "memory hbm"} or {@code "static"}
 * @param watts its power
 */
public record PowerPart(String name, Figure watts) {}
