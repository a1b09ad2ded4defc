/** An application, for the tests. */
@NullMarked
package dev.connections.rest.application;

import org.jspecify.annotations.NullMarked;
