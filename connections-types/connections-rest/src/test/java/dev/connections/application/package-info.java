/** An application, for the tests. */
@NullMarked
package dev.connections.application;

import org.jspecify.annotations.NullMarked;
