/** The examples of {@code docs/using-client.md}. */
@NullMarked
package dev.connections.examples;

import org.jspecify.annotations.NullMarked;
