@NullMarked
package dev.connections.sample;

import org.jspecify.annotations.NullMarked;
