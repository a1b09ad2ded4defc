@NullMarked
package dev.connections.spi;

import org.jspecify.annotations.NullMarked;
