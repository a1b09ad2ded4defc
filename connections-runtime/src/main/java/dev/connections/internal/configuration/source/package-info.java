/** What is read beside documents: variables, properties, code, built-in profiles and presets. */
@NullMarked
package dev.connections.internal.configuration.source;

import org.jspecify.annotations.NullMarked;
