/**
 * What goes wrong in systems like this one, as scenarios that run on real counterparts. {@link
 * dev.connections.traps.TrapSuite} runs them all and writes the table.
 */
@NullMarked
package dev.connections.traps;

import org.jspecify.annotations.NullMarked;
