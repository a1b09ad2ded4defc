@NullMarked
package dev.connections.internal.configuration.secret;

import org.jspecify.annotations.NullMarked;
