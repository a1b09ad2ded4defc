/** Small functions on text that every other package may use. Depends on nothing. */
@NullMarked
package dev.connections.internal.text;

import org.jspecify.annotations.NullMarked;
