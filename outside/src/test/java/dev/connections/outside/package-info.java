@NullMarked
package dev.connections.outside;

import org.jspecify.annotations.NullMarked;
