/** Binds the settings that connections of every type have. */
@NullMarked
package dev.connections.internal.configuration.common;

import org.jspecify.annotations.NullMarked;
