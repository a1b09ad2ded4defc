@NullMarked
package dev.connections.pooling;

import org.jspecify.annotations.NullMarked;
