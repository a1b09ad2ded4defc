/** Whether the suite is whole, and a few of its scenarios. */
@org.jspecify.annotations.NullMarked
package dev.connections.traps;
