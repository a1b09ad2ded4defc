/**
 * How a failure is told to the caller: exceptions with their diagnosis. Begin with {@link
 * dev.connections.internal.failure.TranslatedFailure}.
 */
@NullMarked
package dev.connections.internal.failure;

import org.jspecify.annotations.NullMarked;
