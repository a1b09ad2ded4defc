@NullMarked
package dev.connections.internal.drift;

import org.jspecify.annotations.NullMarked;
