/**
 * What Connections costs beside the alternatives: look-ups, the first look-up in a fresh JVM,
 * compile time. Nothing in here asserts on time.
 */
@NullMarked
package dev.connections.benchmarks;

import org.jspecify.annotations.NullMarked;
